/** The editor: CodeMirror with SPARQL, our completion, and faults marked where they are. */

import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
  startCompletion,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import { type Candidate, matching, variables } from "./completion.ts";
import { placeOf, type QueryFault } from "./fault.ts";
import { KEYWORDS } from "./keywords.ts";
import { declaration, missing, type Prefixes } from "./prefixes.ts";

const MOST = 40;
export interface EditorOptions {
  parent: ShadowRoot;
  label: string;
  text: string;
  prefixes: Prefixes;
  candidates(): readonly Candidate[];
  onchange(text: string): void;
  onrun(): void;
}

/** Makes the editor inside its own root, where the page's policy lets it bring its styles as sheets. */
export function openEditor(options: EditorOptions): EditorView {
  const state = EditorState.create({ doc: options.text, extensions: extensions(options) });
  return new EditorView({ state, parent: options.parent, root: options.parent });
}

function extensions(options: EditorOptions): Extension {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    bracketMatching(),
    closeBrackets(),
    lintGutter(),
    sparql(),
    syntaxHighlighting(COLOURS),
    THEME,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": options.label, spellcheck: "false", tabindex: "0" }),
    autocompletion({
      override: [(context) => complete(context, options)],
      icons: false,
      maxRenderedOptions: MOST,
      activateOnTypingDelay: 20,
      interactionDelay: 0,
    }),
    keymap.of([
      { key: "Mod-Enter", run: () => (options.onrun(), true) },
      // Ctrl-Space is taken by Chinese input methods
      { key: "Alt-/", run: startCompletion },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onchange(update.state.doc.toString());
    }),
  ];
}

/** Puts a text in place of what is there. */
export function fill(view: EditorView, text: string): void {
  if (view.state.doc.toString() !== text) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}

/** Marks a fault in its line, or takes the marks away. */
export function mark(view: EditorView, fault: QueryFault | null, message: string): void {
  if (fault?.line == null) {
    view.dispatch(setDiagnostics(view.state, []));
    return;
  }
  const text = view.state.doc.toString();
  const at = placeOf(text, fault.line, fault.column ?? 1);
  const line = view.state.doc.lineAt(at);
  const word = /^\S+/.exec(text.slice(at, line.to))?.[0].length ?? 0;
  const [from, to] = word ? [at, at + word] : [Math.min(at, Math.max(line.from, line.to - 1)), line.to];
  view.dispatch(setDiagnostics(view.state, [{ from, to, severity: "error", message }]));
  view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
}

function complete(context: CompletionContext, options: EditorOptions): CompletionResult | null {
  const variable = context.matchBefore(/[?$]\w*/);
  const text = context.state.doc.toString();
  if (variable) {
    const known = variables(text).filter((name) => name !== variable.text);
    return known.length ? { from: variable.from, options: known.map((label) => ({ label, type: "variable" })) } : null;
  }
  const word = context.matchBefore(/[\p{L}\p{N}_:-]+/u);
  if (!word || (word.text.length < 2 && !context.explicit && /^[\w:]*$/.test(word.text))) return null;
  const found = matching(options.candidates(), word.text, MOST).map((candidate) => asOption(candidate, options.prefixes));
  // a word that is already whole is not offered: Enter then ends the line
  const typed = word.text.toUpperCase();
  const keywords = KEYWORDS.filter((keyword) => keyword.startsWith(typed) && keyword !== typed).map((label): Completion => ({
    label,
    type: "keyword",
  }));
  const capital = word.text === typed && /[A-Z]/.test(typed);
  const listed = capital ? [...keywords, ...found] : [...found, ...keywords];
  // what is typed next is completed in the same step: a list still waiting would let Enter end the line
  const update: CompletionResult["update"] = (_before, _from, _to, next) => complete(next, options);
  return listed.length ? { from: word.from, options: listed, filter: false, update } : null;
}

function asOption(candidate: Candidate, prefixes: Prefixes): Completion {
  return {
    label: candidate.label,
    detail: candidate.detail,
    type: candidate.kind,
    apply: (view, _, from, to) => insert(view, candidate, from, to, prefixes),
  };
}

/** Puts a candidate in, its quotes not doubled, and declares the prefixes that it brings. */
function insert(view: EditorView, candidate: Candidate, from: number, to: number, prefixes: Prefixes): void {
  const { doc } = view.state;
  const quoted = candidate.kind === "name" && doc.sliceString(from - 1, from) === '"';
  const closed = doc.sliceString(to, to + 1) === '"';
  const text = quoted ? candidate.insert.slice(1, closed ? -1 : undefined) : candidate.insert;
  const after = doc.sliceString(0, from) + text + doc.sliceString(to);
  const added = missing(after, prefixes)
    .map((prefix) => `${declaration(prefix, prefixes)}\n`)
    .join("");
  view.dispatch({
    changes: [...(added ? [{ from: 0, insert: added }] : []), { from, to, insert: text }],
    selection: { anchor: added.length + from + text.length },
    userEvent: "input.complete",
    scrollIntoView: true,
  });
}

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.string, tags.literal], color: "var(--good)" },
  { tag: tags.variableName, color: "var(--violet)" },
  { tag: [tags.namespace, tags.propertyName, tags.labelName], color: "var(--concerns)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
]);

const THEME = EditorView.theme({
  "&": { backgroundColor: "var(--pane)", color: "var(--ink)", height: "100%", fontSize: "0.875rem" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-scroller": {
    fontFamily: 'Consolas, "Cascadia Mono", Menlo, "Noto Sans Mono", monospace, var(--chinese)',
    lineHeight: "1.6",
    overflow: "auto",
  },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--sunk)", color: "var(--muted)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--accent-soft) !important" },
  ".cm-tooltip": {
    backgroundColor: "var(--pane)",
    border: "1px solid var(--line-strong)",
    borderRadius: ".375rem",
    boxShadow: "var(--shadow)",
    overflow: "hidden",
  },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--chinese)", maxHeight: "16rem" },
  ".cm-tooltip-autocomplete > ul > li": { padding: ".15rem .6rem", lineHeight: "1.6" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent-soft)", color: "var(--ink)" },
  ".cm-completionDetail": { color: "var(--muted)", fontStyle: "normal", marginInlineStart: "1em" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--alert) 1.5px",
    textUnderlineOffset: ".2em",
    backgroundColor: "var(--alert-soft)",
  },
  ".cm-diagnostic-error": { borderLeftColor: "var(--alert)" },
});
