// The planners' page in a frame of its own: it may run scripts, and nothing else of the notebook is open to it.
// It is asked for once, as gzip, and is not kept in the notebook's file. What it says comes through a port that only it has.

const VERSION = 1;

function render({ model, el }) {
  const waiting = document.createElement("p");
  waiting.textContent = model.get("waiting");
  const frame = document.createElement("iframe");
  frame.title = model.get("label");
  frame.setAttribute("sandbox", "allow-scripts allow-downloads allow-modals");
  frame.setAttribute("allow", "clipboard-write");
  frame.style.cssText = `display:none;box-sizing:border-box;width:100%;height:${model.get("height")}px;border:1px solid #8888;border-radius:6px`;
  el.append(waiting, frame);

  let [port, secret, heard] = [];
  let orders = 0; // addresses that the page was told: what it says before it has the last one is out of date
  const tell = (order) => port?.postMessage({ plankg: VERSION, ...order });
  const dress = () => tell({ dark: isDark(el) });

  async function take(message, buffers) {
    if (secret || message?.plankg !== VERSION || message.kind !== "page") return; // it comes once for each that shows it
    secret = message.secret;
    const html = new Blob([buffers[0]]).stream().pipeThrough(new DecompressionStream("gzip"));
    frame.addEventListener("load", greet);
    frame.srcdoc = await new Response(html).text();
    frame.style.display = "block";
    waiting.remove();
  }

  // whenever it is loaded, as after the notebook moved it: a page of its own, which nobody has greeted
  function greet() {
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = ({ data }) => {
      if (data?.plankg !== VERSION || data.order !== orders || typeof data.address !== "string") return;
      heard = data.address;
      if (heard === model.get("address")) return;
      model.set("address", heard);
      model.save_changes();
    };
    // its origin is nobody's, so it has no name to send to; it is the window that we made
    const greeting = { plankg: VERSION, secret, dark: isDark(el), address: model.get("address"), order: orders };
    frame.contentWindow.postMessage(greeting, "*", [channel.port2]);
  }

  function show() {
    const address = model.get("address");
    if (address === heard) return; // the page said so itself
    heard = undefined;
    tell({ address, order: ++orders });
  }
  const size = () => (frame.style.height = `${model.get("height")}px`);
  const watch = new MutationObserver(dress);
  for (const each of [document.documentElement, document.body]) watch.observe(each, { attributes: true });
  model.on("msg:custom", take);
  model.on("change:address", show);
  model.on("change:height", size);
  model.send({ plankg: VERSION, kind: "page" });
  return () => {
    watch.disconnect();
    model.off("msg:custom", take);
    model.off("change:address", show);
    model.off("change:height", size);
    port?.close();
    frame.remove();
  };
}

/** Whether what stands behind an element is dark, by the pixel that it makes. */
function isDark(element) {
  const pencil = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
    pencil.clearRect(0, 0, 1, 1);
    pencil.fillStyle = getComputedStyle(at).backgroundColor;
    pencil.fillRect(0, 0, 1, 1);
    const [red, green, blue, seen] = pencil.getImageData(0, 0, 1, 1).data;
    if (seen > 127) return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

export default { render };
