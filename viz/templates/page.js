"use strict";
// What every page has: its data, its words in the language chosen, elements made without HTML, its state in the address.

const DATA = JSON.parse(document.getElementById("data").textContent);

const byId = (id) => document.getElementById(id);

/** The place in UTF-16 units of each code point of the text, and of its end. */
function utf16Places(text) {
  const places = [];
  let at = 0;
  for (const character of text) {
    places.push(at);
    at += character.length;
  }
  places.push(at);
  return places;
}

/** Turns all positions below `value` from code points into UTF-16 units, in which JavaScript counts: once, at the door. */
function convertPieces(value, places) {
  if (Array.isArray(value)) {
    value.forEach((item) => convertPieces(item, places));
  } else if (value && typeof value === "object") {
    for (const [key, item] of Object.entries(value)) {
      if (key === "pieces") {
        for (const piece of item) {
          piece.start = places[piece.start];
          piece.end = places[piece.end];
        }
      } else {
        convertPieces(item, places);
      }
    }
  }
}

/** What the address says: an object of strings. */
function readState() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

/** The address of a state that differs from this one. */
function addressOf(change) {
  const kept = Object.entries({ ...readState(), ...change }).filter(([, value]) => value);
  return `#${new URLSearchParams(kept)}`;
}

/** Changes the state by way of the address, so that back and forward work; `replace` leaves no step to go back to. */
function go(change, replace = false) {
  if (replace) location.replace(addressOf(change));
  else location.hash = addressOf(change);
}

function language() {
  const wanted = readState().lang;
  return wanted in DATA.words ? wanted : DATA.lang;
}

/** The words of that key in the language chosen, filled with the values. */
function word(key, values = {}) {
  const text = DATA.words[language()][key];
  if (text === undefined) throw new Error(`no words for ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The label of a term of one of the closed lists. */
function label(list, value) {
  return DATA.terms[list][value][language()];
}

/** Makes an element. Children are elements or strings; strings become text, never HTML. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key.startsWith("--")) element.style.setProperty(key, value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function fill(element, ...children) {
  element.textContent = "";
  element.append(...children.flat().filter(Boolean));
}

/** Puts the words of the language chosen where the template names them. */
function sayWords() {
  document.documentElement.lang = DATA.languages[language()];
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", word(element.dataset.label));
  for (const element of document.querySelectorAll("[data-placeholder]")) element.placeholder = word(element.dataset.placeholder);
}

/** The button that switches to the other language. */
function sayLanguageButton(button) {
  const other = Object.keys(DATA.words).find((key) => key !== language());
  button.textContent = DATA.words[other].language_name;
  button.lang = DATA.languages[other];
  button.onclick = () => go({ lang: other });
}
