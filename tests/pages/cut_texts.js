// Gives what is cut off: elements that hide a part of the words in them, or whose words stick out of the sheet.
(() => {
  const cut = [];
  for (const element of document.querySelectorAll("main *:not(.unseen, svg, svg *)")) {
    if (!element.getClientRects().length || !element.textContent.trim()) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    const hidden = (overflow, inner, outer) => overflow !== "visible" && inner > outer + 1;
    const sticks = element.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
    if (hidden(overflowX, element.scrollWidth, element.clientWidth) || hidden(overflowY, element.scrollHeight, element.clientHeight) || sticks) {
      cut.push(element.outerHTML.slice(0, 160));
    }
  }
  return cut;
})()
