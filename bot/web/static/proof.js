// The proof of the roll on this page: fetches its file at once, and checks it when asked to, without any network.
// All words stand in the page; this only says which of them hold.

const section = document.getElementById("proof");
const button = section.querySelector("button");
const file = fetch(section.dataset.file).then((response) => response.arrayBuffer());
const checker = import("./verify.js");
checker.catch(() => {}); // told when somebody asks
const marks = { passed: "✓", failed: "✗", open: "…" };

function tell(verdict) {
  for (const line of section.querySelectorAll("[data-verdict]")) line.hidden = line.dataset.verdict !== verdict;
}

async function check() {
  const { verify } = await checker;
  const checks = await verify(new Uint8Array(await file));
  const results = new Set(checks.map(({ result }) => result));
  for (const { name, result } of checks) {
    const line = section.querySelector(`[data-check="${name}"]`);
    line.hidden = false;
    line.querySelector("span").textContent = marks[result];
    line.dataset.result = result;
  }
  tell(results.has("failed") ? "failed" : results.has("open") ? "open" : "passed");
}

button.hidden = false;
button.addEventListener("click", () => check().catch(() => tell("unable")));
