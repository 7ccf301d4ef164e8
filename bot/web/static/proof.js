// The proof of the roll on this page: its file is fetched at once and, where there is a network, again whenever somebody
// asks; the last one that came whole is checked, and the page is held against it. All words stand in the page, those of
// players in the file; this only says which of them hold.

const section = document.getElementById("proof");
const details = section.querySelector("details");
const page = JSON.parse(section.dataset.shown);
const marks = { passed: "✓", failed: "✗", open: "…" };
let file, verify, loading, tries = 0;

async function fetchFile() {
  const response = await fetch(section.dataset.file, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`answered ${response.status}`);
  file = new Uint8Array(await response.arrayBuffer());
}

// Browsers remember under its address that a module could not be had, so another try takes another address.
async function fetchChecker() {
  if (!verify) ({ verify } = await import(tries++ ? `./verify.js?${tries}` : "./verify.js"));
}

function load() {
  loading ??= Promise.allSettled([fetchFile(), fetchChecker()]).then(() => { loading = null; });
  return loading;
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Whether the page shows the roll of the file. A record says nothing of what each die counts for, so dice are compared
// as they were thrown, in any order; the DCs of several rolls stand in the notation, and their verdicts follow from them.
function shown({ opened, record }) {
  if (page.id !== record.id || page.time !== record.time) return "failed";
  if (!page.roll) return "passed";
  const claim = record.kind === "sealed" ? opened : record;
  if (!claim) return "open";
  const { count, dice, verdicts } = page.roll, left = claim.draws.map(String);
  const draws = dice.flatMap(([sides, ...faces]) => faces.map((face) => `${sides},${face}`));
  const holds = ["advantage", "dc", "passed", "totals"].every((name) => same(page.roll[name], claim[name])) &&
    document.querySelector(".said code").textContent === claim.notation &&
    verdicts.every(([dc, passed], place) => passed === (dc === null ? null : claim.totals[place] >= dc)) &&
    count === left.length &&
    draws.every((draw) => left.includes(draw) && left.splice(left.indexOf(draw), 1));
  return holds ? "passed" : "failed";
}

// What people compare themselves. Texts are anybody's, so they only ever become text.
function lay({ epoch, record }) {
  details.querySelector("code").textContent = record.commitment;
  const list = details.querySelector("ol");
  if (!list || !epoch) return;
  list.replaceChildren(...epoch.entropy.map(({ text }) => {
    const line = document.createElement("li"), words = document.createElement(text === null ? "i" : "bdi");
    words.textContent = text ?? list.dataset.erased;
    line.append(words);
    return line;
  }));
  for (const each of [list, list.previousElementSibling]) each.hidden = !epoch.entropy.length;
}

function tell(verdict, results = new Map()) {
  for (const line of section.querySelectorAll("[data-check]")) {
    const result = results.get(line.dataset.check);
    line.hidden = !result;
    line.querySelector("span").textContent = marks[result];
    line.dataset.result = result;
  }
  details.hidden = !results.size || verdict === "failed";
  for (const line of section.querySelectorAll("[data-verdict]")) line.hidden = line.dataset.verdict !== verdict;
}

async function check() {
  if (loading || navigator.onLine || !file || !verify) await load();
  if (!file || !verify) return tell("away");
  const results = new Map((await verify(file)).map(({ name, result }) => [name, result]));
  if (results.get("form") === "passed") {
    const proof = JSON.parse(new TextDecoder().decode(file));
    results.set("shown", shown(proof));
    lay(proof);
  }
  const all = [...results.values()];
  tell(["failed", "open"].find((result) => all.includes(result)) ?? "passed", results);
}

const button = section.querySelector("button");
button.hidden = false;
button.addEventListener("click", () => check().catch(() => tell("unable")));
load();
