// Drags the picture (or the node in its middle) round in a circle for some seconds, a step a frame; gives frames a second.
async ({ seconds, node }) => {
  const pad = document.querySelector(".sigma-mouse");
  const { left, top, width, height } = pad.getBoundingClientRect();
  const [x, y] = node ? [left + width / 2, top + height / 2] : [left + width * 0.8, top + height * 0.8];
  const tell = (kind, target, at) => target.dispatchEvent(new MouseEvent(kind, { bubbles: true, clientX: at[0], clientY: at[1], buttons: 1 }));
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  tell("mousemove", pad, [x, y]);
  tell("mousedown", pad, [x, y]);
  for (let warm = 0; warm < 5; warm++) await frame();
  const begin = performance.now();
  let frames = 0;
  while (performance.now() - begin < seconds * 1000) {
    const angle = frames++ / 8;
    tell("mousemove", document, [x + 80 * Math.cos(angle), y + 80 * Math.sin(angle)]);
    await frame();
  }
  const took = performance.now() - begin;
  tell("mouseup", document, [x, y]);
  return (frames * 1000) / took;
}
