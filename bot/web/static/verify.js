// Checks a roll from its verification file alone, as core/proofs/SPECIFICATION.md says. Fetches nothing.

const { subtle } = crypto;

// Sections 1 and 2. All is put together from hexadecimal digits.
const hex = (number, size) => number.toString(16).padStart(2 * size, "0");
const hexed = (bytes) => Array.from(new Uint8Array(bytes), (byte) => hex(byte, 1)).join("");
const bytes = (digits) => Uint8Array.from(digits.match(/../g), (pair) => parseInt(pair, 16));
const utf8 = (text) => hexed(new TextEncoder().encode(text));
const tagged = (word, ...parts) => bytes(utf8(`eq1:${word}\0`) + parts.join(""));
const sha256 = async (message) => hexed(await subtle.digest("SHA-256", message));
const digest = (...parts) => sha256(tagged(...parts));

// What cannot be written (a large number, half a character) becomes undefined, which no file holds.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (value instanceof Object)
    return `{${Object.keys(value).sort().map((name) => canonical(name) + ":" + canonical(value[name]))}}`;
  const broken = typeof value === "number" ? !Number.isSafeInteger(value) : /\p{Cs}/u.test(value);
  return broken ? undefined : JSON.stringify(value);
}

// Sections 6 and 7, as patterns of the text.
const many = (item) => `\\[(?:${item}(?:,${item})*)?\\]`, maybe = (shape) => `(?:${shape}|null)`;
const all = (names) => `\\{${Object.keys(names).sort().map((name) => `"${name}":${names[name]}`)}\\}`;
const digits = (size) => `"[0-9a-f]{${2 * size}}"`, long = digits(32);
const text = '"(?:[^"\\\\]|\\\\.)*"', whole = "-?\\d+", positive = "[1-9]\\d*";
const mark = { id: '"[\\w-]{22}"', time: '"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"', version: 1 };
const sealed = { ...mark, commitment: long, kind: '"sealed"' };
const thrown = {
  ...mark, advantage: '"[a-z-]+"', dc: maybe(whole), draws: many(`\\[(?:[1-9]\\d{0,5}|1000000),${positive}\\]`),
  notation: text, passed: maybe(many("(?:true|false)")), totals: many(whole),
};
const rolled = { ...thrown, ...sealed, entropy: long, epoch: digits(16), kind: '"roll"', number: positive };
const texts = many(all({ digest: long, text: maybe(text) }));
const signed = (names) => all({ ...names, key: digits(8), public_key: long, signature: digits(64) });
const form = RegExp(`^(?:${[
  signed({ epoch: all({ entropy: texts, seed: maybe(long) }), record: all(rolled) }),
  signed({ opened: maybe(all({ ...thrown, kind: '"opened"', secret: long })), record: all(sealed) }),
].join("|")})$`);

// Section 8.
const check = (name, result, reason = null, facts = {}) => ({ name, result, reason, facts });
const open = (name, reason = "not-revealed") => check(name, "open", reason);
const failed = (name, reason, facts) => check(name, "failed", reason, facts);
const held = (name, holds, reason) => (holds ? check(name, "passed") : failed(name, reason));

async function signature({ public_key, record, signature }) {
  const message = tagged("record", utf8(canonical(record)));
  try {
    const key = await subtle.importKey("raw", bytes(public_key), "Ed25519", false, ["verify"]);
    return held("signature", await subtle.verify("Ed25519", key, bytes(signature), message), "other-signature");
  } catch ({ name }) {
    return name === "NotSupportedError" ? open("signature", "unsupported") : failed("signature", "other-signature");
  }
}

async function entropy({ epoch, entropy }, texts) {
  let reached = await digest("start", epoch);
  for (const [place, each] of texts.entries()) {
    if (each.text !== null && await digest("text", utf8(each.text)) !== each.digest)
      return failed("entropy", "other-text", { text: place + 1 });
    reached = await digest("stir", reached, each.digest);
  }
  return held("entropy", reached === entropy, "other-digest");
}

// Sections 4 and 5.
async function faces(draws, secret, ...message) {
  const key = await subtle.importKey("raw", bytes(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  let block, at = 0, die = 0;
  for (const [sides, face] of draws) {
    const limit = 256 ** (1 + (sides > 256) + (sides > 65536));
    let number;
    do {
      number = 0;
      for (let size = 1; size < limit; size *= 256) {
        if (at % 32 === 0) block = new Uint8Array(await subtle.sign("HMAC", key, tagged(...message, hex(at / 32, 4))));
        number = number * 256 + block[at++ % 32];
      }
    } while (number >= limit - limit % sides);
    const drawn = number % sides + 1;
    die++;
    if (drawn !== face) return failed("faces", "other-face", { die, sides, face, drawn });
  }
  return check("faces", "passed");
}

const verdict = ({ dc, passed, totals }) =>
  held("verdict", `${passed}` === `${dc === null ? null : totals.map((total) => total >= dc)}`, "other-verdict");

export async function verify(file) {
  let text, proof;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(file).replace(/\n$/, "");
    proof = JSON.parse(text);
  } catch {
    return [failed("form", "unreadable")];
  }
  if (canonical(proof) !== text) return [failed("form", "not-canonical")];
  if (!form.test(text)) return [failed("form", "shape")];
  const { epoch, opened, record } = proof, [claim, secret] = epoch ? [record, epoch.seed] : [opened, opened?.secret];
  const message = epoch ? ["roll", record.entropy, hex(record.number, 8)] : ["hidden"];
  const sealing = epoch ? ["commit", record.epoch, secret] : ["opened", utf8(canonical(opened))];
  const committed = await digest(...sealing) === record.commitment;
  const same = opened?.id + opened?.time === record.id + record.time;
  return [
    check("form", "passed"),
    held("key", (await sha256(bytes(proof.public_key))).startsWith(proof.key), "other-key"),
    await signature(proof),
    ...epoch ? [await entropy(record, epoch.entropy)] : [],
    secret ? held("commitment", committed, epoch ? "other-seed" : "other-opening") : open("commitment"),
    ...epoch ? [] : [secret ? held("identity", same, "other-roll") : open("identity")],
    secret ? await faces(claim.draws, secret, ...message) : open("faces"),
    claim ? verdict(claim) : open("verdict"),
  ];
}
