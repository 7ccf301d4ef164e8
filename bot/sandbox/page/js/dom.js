// Builds DOM nodes. Theory: text from a bot or a user only ever becomes text nodes and checked attributes, never
// markup, so nothing that is said in a channel can inject an element, a handler or a script URL. No other module parses
// markup.

const PROPERTIES = new Set(["value", "checked", "disabled", "indeterminate", "selected"]);
const ADDRESSES = new Set(["href", "src"]);

/** Build an element: `h("button", {class: "primary", on: {click}}, "Join")`. Empty props and children are left out. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  node.append(...solid(children));
  return node;
}

/** Replace all children of a node. */
export function fill(node, ...children) {
  node.replaceChildren(...solid(children));
  return node;
}

/** The address if a browser may open it from a message, else undefined: only http, https and this page's own blobs. */
export function safeUrl(text) {
  try {
    const url = new URL(text, document.baseURI);
    return ["http:", "https:", "blob:"].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the sandbox itself serves this address. The page loads nothing from elsewhere. */
export function isLocal(text) {
  const url = safeUrl(text);
  return url !== undefined && new URL(url).origin === location.origin;
}

let serial = 0;

/** A fresh element id, for aria references. */
export function freshId(prefix) {
  serial += 1;
  return `${prefix}-${serial}`;
}

function solid(children) {
  return children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false);
}

function setProp(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
  else if (name === "style") for (const [key, text] of Object.entries(value)) node.style.setProperty(key, text);
  else if (name === "data") Object.assign(node.dataset, value);
  else if (PROPERTIES.has(name)) node[name] = value;
  else if (ADDRESSES.has(name)) setAddress(node, name, value);
  else node.setAttribute(name, value === true ? "" : String(value));
}

function setAddress(node, name, value) {
  const url = safeUrl(value);
  if (url !== undefined) node.setAttribute(name, url);
}
