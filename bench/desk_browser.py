"""What the trainer's desk costs in Chromium, beside a bare JSON.parse of the same text there.

    .venv/bin/python bench/desk.py --keep FOLDER
    .venv/bin/python bench/desk_browser.py FOLDER [--runs 3] [--readers N]

On plain http and from a folder: how long until the desk can be used after 5,000 files were given,
until all digests are checked, the longest task of the page meanwhile, and the slowest interaction.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP *.test 127.0.0.1"]
BARE = """async () => {
  const parse = () => { onmessage = async ({ data }) => {
    let ms = 0;
    for (const file of data) {
      const bytes = await file.arrayBuffer();
      const began = performance.now();
      for (const line of new TextDecoder().decode(bytes).split("\\n"))
        if (line[0] === "{") JSON.parse(line);
      ms += performance.now() - began;
    }
    postMessage(ms);
  }; };
  // The page's own constructor may be the theme's, which knows no text.
  const frame = document.body.appendChild(document.createElement("iframe"));
  const text = URL.createObjectURL(new Blob([`(${parse})()`]));
  const worker = new frame.contentWindow.Worker(text);
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => { worker.terminate(); frame.remove(); resolve(data); };
    worker.postMessage([...document.querySelector("[data-bare]").files]);
  });
}"""
WATCH = """() => {
  globalThis.tasks = [];
  const watched = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  watched.observe({ type: "longtask" });
  const given = () => { globalThis.began = performance.now(); };
  const chooser = document.querySelector("[data-choose=files]");
  chooser.addEventListener("change", given, { capture: true });
  const results = document.querySelector(".cm-trainer__results");
  const working = document.querySelector("[data-progress]");
  const changed = new MutationObserver(() => {
    if (results.hidden) return;
    globalThis.usable ??= performance.now();
    if (working.textContent.includes("校验值")) globalThis.verifying = true;
    if (globalThis.verifying && working.hidden) globalThis.verified ??= performance.now();
  });
  const desk = document.querySelector("[data-trainer]");
  changed.observe(desk, { subtree: true, childList: true, attributes: true });
}"""
ACT = """async () => {
  const all = [];
  const time = async (act) => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const began = performance.now();
    await act();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    all.push(performance.now() - began);
  };
  const pause = () => new Promise((resolve) => setTimeout(resolve, 1));
  const click = (selector) => time(() => document.querySelector(selector).click());
  for (const column of ["name", "department", "score", "states", "checks"])
    await click(`thead [data-column=${column}] button`);
  for (const list of ["unfinished", "absent", "finished", "all"])
    await click(`[data-list=${list}]`);
  await time(() => {
    const select = document.querySelector("#cm-trainer-by-科室");
    select.selectedIndex = 2;
    select.dispatchEvent(new Event("change"));
  });
  await time(async () => {
    document.querySelector(".cm-rows__name").click();
    while (!document.querySelector("dialog[open]")) await pause();
  });
  return Math.max(...all);
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


def measure(browser: Browser, address: str, files: list[str], readers: int | None) -> str:
    """One desk opened, filled and used; a line of what it took."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(180_000)
    page = context.new_page()
    if readers is not None:
        cores = f"{{ get: () => {readers + 2} }}"
        page.add_init_script(
            f"Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', {cores})"
        )
    page.goto(address)
    page.wait_for_selector("[data-drop]")
    page.evaluate(
        "() => document.body.append(Object.assign(document.createElement('input'),"
        " { type: 'file', multiple: true }))"
    )
    page.evaluate("() => (document.body.lastElementChild.dataset.bare = '')")
    page.set_input_files("[data-bare]", files[1:])
    bare = page.evaluate(BARE)
    page.evaluate(WATCH)
    page.set_input_files("[data-choose=files]", files)
    # Asked now and then: asking at each frame would make the page draw all the while.
    page.wait_for_function("globalThis.verified", polling=200)
    usable, verified, longest = page.evaluate(
        "() => [usable - began, verified - began,"
        " Math.max(0, ...tasks.filter((t) => t.startTime > began).map((t) => t.duration))]"
    )
    acted = page.evaluate(ACT)
    page.keyboard.press("Escape")
    context.close()
    return (
        f"bare {bare:.0f} ms; usable {usable:.0f} ms, {usable / bare:.2f} times;"
        f" digests {verified:.0f} ms; longest task {longest:.0f} ms;"
        f" slowest interaction {acted:.0f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--readers", type=int, help="workers beside the session's")
    options = parser.parse_args()
    root = options.folder.resolve()
    site = root / "site"
    build = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(site)]
    subprocess.run(build, cwd=root, check=True)
    files = [str(root / "roster.csv"), *sorted(map(str, (root / "records").iterdir()))]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    places = {
        "http": f"http://hospital.test:{server.server_port}/training-desk/",
        "file": f"{site.as_uri()}/training-desk/index.html",
    }
    with sync_playwright() as playwright:
        launch: Callable[[], Browser] = partial(
            playwright.chromium.launch, executable_path="/usr/bin/chromium", args=ARGUMENTS
        )
        for name, address in places.items():
            for _ in range(options.runs):
                browser = launch()
                print(name, measure(browser, address, files, options.readers), flush=True)
                browser.close()


if __name__ == "__main__":
    main()
