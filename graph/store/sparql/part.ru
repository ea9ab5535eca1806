# What was said to be the same between plans goes: $ends are the beginnings of the IRIs of their entities.

PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

DELETE { GRAPH $identities { ?identity ?property ?value . ?first ?same ?second } }
WHERE {
  VALUES ?one { $ends }
  VALUES ?other { $ends }
  GRAPH $identities {
    ?identity rdf:subject ?first ;
      rdf:predicate ?same ;
      rdf:object ?second ;
      ?property ?value .
  }
  FILTER (STRSTARTS(STR(?first), ?one) && STRSTARTS(STR(?second), ?other))
}
