// Opens a page from disk in Firefox by WebDriver BiDi, looks into each view, and writes what it found to the output as JSON.
// Called with the address of the page, the ids of its views with commas between them, and the folder for the browser's profile.

import puppeteer from "puppeteer-core";

const [address, views, profile] = process.argv.slice(2);
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: "/usr/bin/firefox-esr",
  headless: true,
  userDataDir: profile,
});
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1366, height: 768 });
  const complaints = [];
  const shown = {};
  // what the driver itself says of WebGL and of old software is not the page's doing
  page.on(
    "console",
    (message) => ["error", "warn"].includes(message.type()) && !/WebGL|software/i.test(message.text()) && complaints.push(message.text()),
  );
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(address);

  for (const view of views.split(",")) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `view=${view}`);
    await page.waitForSelector(`#tab-${view}[aria-current=page]`);
    await page.waitForFunction(() => (document.querySelector("#main")?.innerText.length ?? 0) > 40);
    shown[view] = await page.$eval("#main", (main) => main.innerText.length);
  }

  await page.evaluate(() => {
    location.hash = "view=text&select=task/20.2";
  });
  await page.waitForSelector("article mark.task");
  const marks = await page.$$eval("article mark", (all) => all.length);
  const chosen = await page.$$eval("article mark.task", (all) => all.map((mark) => mark.textContent).join(""));

  await page.evaluate(() => {
    location.hash = "";
  });
  await page.waitForSelector("#tab-start[aria-current=page]");
  await page.keyboard.press("/");
  await page.keyboard.type("blxx");
  await page.waitForSelector("[role=option]");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".unit h2");
  const found = await page.$eval(".unit h2", (heading) => heading.textContent);

  await page.evaluate(() => {
    location.hash = "view=table";
  });
  await page.waitForSelector(".tabulator-row");
  await page.click("::-p-text(复制表格)");
  await page.waitForFunction(() => /已复制|不让复制/.test(document.querySelector("[role=status]")?.textContent ?? ""));
  const copied = await page.$eval("[role=status]", (status) => status.textContent);

  process.stdout.write(JSON.stringify({ complaints, shown, marks, chosen, found, copied }));
} finally {
  await browser.close();
}
