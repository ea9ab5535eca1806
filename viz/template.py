"""One self-contained HTML file: template, styles, scripts and data, and a policy that forbids every request.

The policy is a Content-Security-Policy in a meta element (https://www.w3.org/TR/CSP3/#meta-element): nothing may be
loaded, and only the scripts and styles whose SHA-256 it names may run. Data goes in as JSON that no text can
break out of.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template

from plankg.schema import terms
from plankg.schema.wording import Language, catalogue, languages

SHOWN = ("zh", "en", "letter", "does", "colour", "unit", "soft")
"""What a page shows of a term."""
HTML_LANGUAGE: Mapping[Language, str] = {"zh": "zh-CN", "en": "en"}


def template(name: str) -> str:
    """The text of a template file of the package."""
    return (files("plankg.viz") / "templates" / name).read_text("utf-8")


def page(
    html: str,
    data: Mapping[str, object],
    *,
    title: str,
    lang: Language,
    styles: Sequence[str],
    scripts: Sequence[str],
) -> str:
    """The whole file: the template `html` filled with the styles, the scripts and the data.

    `styles` and `scripts` are sources in the order in which they work. The page finds the keys of `data`, and beside
    them `words` in all languages, the closed lists of `terms`, and the `lang` to begin with. Same in, same bytes.
    """
    everything = {
        "lang": lang,
        "languages": HTML_LANGUAGE,
        "words": {language: page_words(language) for language in languages()},
        "terms": term_labels(),
        **data,
    }
    styles = [inline(style) for style in styles]
    scripts = [inline(script) for script in scripts]
    return Template(html).substitute(
        lang=HTML_LANGUAGE[lang],
        policy=policy(scripts, styles),
        title=escape(title),
        noscript=" ".join(escape(page_words(language)["noscript"]) for language in languages()),
        styles="\n".join(f"<style>{style}</style>" for style in styles),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
        data=_json(everything),
    )


def page_words(lang: Language) -> dict[str, str]:
    """The words of the pages in one language, by key without its prefix; those of the table keep theirs."""
    own, tables = "page.", "table."
    return {
        key.removeprefix(own): text for key, text in sorted(catalogue(lang).items()) if key.startswith((own, tables))
    }


def term_labels() -> dict[str, dict[str, dict[str, object]]]:
    """The closed lists of terms with their labels and what else a page shows of a term (colour, letter), in order.

    >>> term_labels()["Role"]["site"]
    {'zh': '地点', 'en': 'is the site', 'letter': '地', 'does': False, 'colour': '#8a6d3b'}
    """
    return {
        kind.__name__: {
            term.value: {name: value for name, value in vars(term).items() if name in SHOWN} for term in kind
        }
        for kind in terms.Term.__subclasses__()
    }


def inline(source: str) -> str:
    """A source as the HTML parser will see it, so that its hash is right and its end tag is the template's."""
    return source.replace("\r\n", "\n").replace("\r", "\n").replace("</script", "<\\/script")


def policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """The policy: no request at all, and no script or style but these."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hashes(scripts)}",
            f"style-src {_hashes(styles)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hashes(sources: Sequence[str]) -> str:
    """The source expressions that allow exactly these inline texts."""
    return (
        " ".join(f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'" for source in sources) or "'none'"
    )


def _json(data: Mapping[str, object]) -> str:
    """The data as JSON in which no `<` can end the element it stands in."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
