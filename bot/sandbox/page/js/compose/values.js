// What an option of a command accepts, what is offered for it, and what typed text means (docs: "Application Commands",
// Application Command Option Structure). The sandbox checks again; here it is only about saying so before sending.

import { OPTION_ITEMS } from "../forms/entities.js";

const INTEGER = 4;
const BOOLEAN = 5;
const NUMBER = 10;
const TRUTH = [
  { value: true, label: "True" },
  { value: false, label: "False" },
];

/** Everything that can be picked for an option, or undefined when it is free text or asks the application. */
export function itemsFor(option) {
  if (option.choices?.length) return option.choices.map(({ name, value }) => ({ label: name, value }));
  if (option.type === BOOLEAN) return TRUTH;
  return OPTION_ITEMS[option.type]?.(option);
}

export const isNumeric = (option) => option.type === INTEGER || option.type === NUMBER;

/** The value that typed text stands for: `{value}`, or `{problem}` as a sentence. */
export function readTyped(option, text) {
  const items = itemsFor(option);
  if (items) return readItem(items, text);
  return isNumeric(option) ? readNumber(option, text.trim()) : readString(option, text);
}

function readItem(items, text) {
  const wanted = text.trim().toLocaleLowerCase();
  const plain = (words) => String(words ?? "").toLocaleLowerCase();
  const found = items.find((item) =>
    [item.label, item.hint, item.value, `@${item.hint}`].some((words) => plain(words) === wanted),
  );
  return found ? { value: found.value } : { problem: "Choose one of the list." };
}

function readNumber(option, text) {
  const value = Number(text);
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/u.test(text) || !Number.isFinite(value)) return { problem: "Write a number." };
  if (option.type === INTEGER && !Number.isInteger(value)) return { problem: "Write a whole number." };
  if (value < (option.min_value ?? -Infinity)) return { problem: `At least ${option.min_value}.` };
  if (value > (option.max_value ?? Infinity)) return { problem: `At most ${option.max_value}.` };
  return { value };
}

function readString(option, text) {
  const value = text.trim();
  if (value.length < (option.min_length ?? 0)) return { problem: `At least ${option.min_length} characters.` };
  if (value.length > (option.max_length ?? 6000))
    return { problem: `At most ${option.max_length ?? 6000} characters.` };
  return { value };
}

/** The bounds of an option in words, for the line below its description. */
export function boundsOf(option) {
  const { min_value: low, max_value: high, min_length: shortest, max_length: longest } = option;
  if (low !== undefined || high !== undefined) return rangeWords(low, high, "");
  if (shortest !== undefined || longest !== undefined) return rangeWords(shortest, longest, " characters");
  return "";
}

function rangeWords(low, high, unit) {
  if (low === undefined) return `at most ${high}${unit}`;
  return high === undefined ? `at least ${low}${unit}` : `${low} to ${high}${unit}`;
}
