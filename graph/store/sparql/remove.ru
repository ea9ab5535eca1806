# A plan goes: what was said of it beside other plans, then its own graphs. $plan, $decisions and $cited are its graphs,
# $identities is the graph of what is the same across plans. It has to find the identities while the entities still stand.

PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX plankg: <https://w3id.org/plankg#>

DELETE { GRAPH $identities { ?identity ?property ?value . ?first ?same ?second } }
WHERE {
  GRAPH ?own { ?entity a plankg:Entity }
  FILTER (?own IN ($plan, $decisions, $cited))
  GRAPH $identities {
    { ?identity rdf:subject ?entity } UNION { ?identity rdf:object ?entity }
    ?identity rdf:subject ?first ;
      rdf:predicate ?same ;
      rdf:object ?second ;
      ?property ?value .
  }
} ;
DROP SILENT GRAPH $plan ;
DROP SILENT GRAPH $decisions ;
DROP SILENT GRAPH $cited
