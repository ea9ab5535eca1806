/** The notebook around a page that was made for one: it is told what is chosen, and tells what to show, through a port of its own. */

import { app } from "./app.svelte.ts";
import { place } from "./place.ts";
import { scheme } from "./theme.svelte.ts";
import { isGreeting, type Order, VERSION } from "../model/notebook.ts";

/** The last address of the notebook that was followed: with it the page says what it shows, so that nothing outdated is taken for news. */
let followed = 0;

/** Waits for the frame around the page to say the secret that the page was made with; whoever does not is not answered. */
export function listen(secret: string): void {
  if (parent === window) return;
  function met(event: MessageEvent<unknown>): void {
    const [port] = event.ports;
    if (event.source !== parent || !port || !isGreeting(event.data, secret)) return;
    removeEventListener("message", met);
    obey(event.data);
    converse(port);
  }
  addEventListener("message", met);
}

/** Tells each change of the address, and follows what comes back. */
function converse(port: MessagePort): void {
  port.onmessage = ({ data }: MessageEvent<Order>) => {
    if (data.plankg === VERSION) obey(data);
  };
  $effect.root(() => {
    $effect(() => port.postMessage({ plankg: VERSION, address: app.href({}), order: followed }));
  });
}

function obey({ dark, address, order }: Order): void {
  followed = order ?? followed;
  if (dark !== undefined) scheme.around(dark);
  if (address !== undefined) place.go(address, true);
}
