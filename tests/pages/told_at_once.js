// Chooses a question that wants a name and tells it the name, all in one task of the page.
([question, name]) => {
  const library = document.querySelector(".library");
  library.querySelector(`[data-question="${question}"]`).click();
  // a microtask later the box for the name stands there, and the list of names is still being asked for
  return Promise.resolve().then(() => Promise.resolve()).then(() => {
    const box = library.querySelector("input[data-parameter]");
    box.value = name;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
