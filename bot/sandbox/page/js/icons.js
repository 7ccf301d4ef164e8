// The page's own line icons, drawn on a grid of 24. Decorative: the control around an icon carries the words.

const NAMESPACE = "http://www.w3.org/2000/svg";

const PATHS = {
  hash: ["M9 4 7 20", "M17 4l-2 16", "M4 9h16", "M3.5 15h16"],
  voice: ["M5 10v4h3l5 4V6l-5 4z", "M16.5 9a4 4 0 0 1 0 6", "M19 6.5a8 8 0 0 1 0 11"],
  thread: ["M5 5h14v10H9l-4 4z", "M9 9h6", "M9 12h4"],
  megaphone: ["M4 10v4l11 4V6z", "M18 9.5v5", "M7 15l1 4h2"],
  people: [
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
    "M2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6",
    "M16 4.5a3.5 3.5 0 0 1 0 6.4",
    "M18 14.5c2.2.8 3.5 2.6 3.5 5.5",
  ],
  columns: ["M4 5h7v14H4z", "M13 5h7v14h-7z"],
  plus: ["M12 5v14", "M5 12h14"],
  pen: ["M4 20l1-4L16 5l3 3L8 19z", "M14 7l3 3"],
  pin: ["M9 4h6", "M10 4v6l-3 4h10l-3-4V4", "M12 14v6"],
  menu: ["M4 6h16", "M4 12h16", "M4 18h16"],
  chat: ["M4 5h16v11H10l-4 4v-4H4z"],
  sun: [
    "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8z",
    "M12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.8 1.8M17.2 17.2 19 19M5 19l1.8-1.8M17.2 6.8 19 5",
  ],
  moon: ["M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z"],
  half: ["M12 3a9 9 0 1 0 0 18z", "M12 3a9 9 0 0 1 0 18"],
  more: ["M6 12h.01", "M12 12h.01", "M18 12h.01"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  check: ["M5 12.5 10 17.5 19.5 7"],
  down: ["M6 9l6 6 6-6"],
  right: ["M9 6l6 6-6 6"],
  send: ["M4 12 20 4l-5 16-3.5-6.5z", "M11.5 13.5 20 4"],
  eye: [
    "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z",
    "M12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  ],
  outside: ["M14 4h6v6", "M20 4l-9 9", "M18 14v6H4V6h6"],
  file: ["M6 3h8l5 5v13H6z", "M14 3v5h5"],
  image: ["M4 5h16v14H4z", "M4 16l5-5 4 4 3-3 4 4", "M15.5 9.5h.01"],
  warning: ["M12 4 2.5 20h19z", "M12 10v4.5", "M12 17.3h.01"],
  reply: ["M10 7 4 12.5 10 18", "M4.5 12.5H14c4 0 6 2 6 6"],
  slash: ["M4 4h16v16H4z", "M14.5 8l-5 8"],
  keyboard: ["M3 6h18v12H3z", "M7 10h.01M11 10h.01M15 10h.01M17 14H7"],
  bench: ["M3 12h4l3-8 4 16 3-8h4"],
  filter: ["M4 5h16l-6 8v6l-4-2v-4z"],
  pause: ["M8 5v14", "M16 5v14"],
  play: ["M7 4.5 19 12 7 19.5z"],
  bin: ["M4 7h16", "M9 7V4h6v3", "M6 7l1 13h10l1-13", "M10 11v5M14 11v5"],
  bolt: ["M13 2 5 14h6l-1 8 8-12h-6z"],
  clock: ["M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z", "M12 7v5l3.5 2"],
  call: ["M6 3.5h3.5l1.5 4.5-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4.5 1.5V18a2.5 2.5 0 0 1-2.5 2.5A15.5 15.5 0 0 1 3.5 6 2.5 2.5 0 0 1 6 3.5z"],
  leave: ["M3 15.5v-2c5-5 13-5 18 0v2l-4.5.5-1-3a14 14 0 0 0-7 0l-1 3z"],
  mic: ["M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3z", "M5.5 11.5a6.5 6.5 0 0 0 13 0", "M12 18v3"],
  "mic-off": ["M15 11V6a3 3 0 0 0-5.8-1", "M9 9v3a3 3 0 0 0 4.5 2.6", "M5.5 11.5A6.5 6.5 0 0 0 16 16.6", "M12 18v3", "M4 4l16 16"],
  hear: ["M4 18v-5a8 8 0 0 1 16 0v5", "M4 14h4v6H4z", "M16 14h4v6h-4z"],
  deaf: ["M4 18v-5a8 8 0 0 1 1.5-4.5", "M8.5 5.8A8 8 0 0 1 20 13v4", "M4 14h4v6H4z", "M16 16v4h4", "M4 4l16 16"],
  gear: [
    "M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
    "M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M5.3 18.7l2.1-2.1M16.6 7.4l2.1-2.1",
  ],
  calendar: ["M4 6h16v14H4z", "M4 10.5h16", "M8 3.5v4M16 3.5v4", "M8 14.5h3"],
  bell: ["M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15z", "M10 20.5h4"],
  compass: ["M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z", "M15.5 8.5 13.5 13.5 8.5 15.5 10.5 10.5z"],
  role: ["M12 3 4 6v6c0 5 3.5 8 8 9 4.5-1 8-4 8-9V6z"],
  copy: ["M8 8h12v12H8z", "M16 8V4H4v12h4"],
  at: ["M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8z", "M16 8v5.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-3.5 7.1"],
};

/** An icon by name, sized by CSS (`.icon` is 1.25em unless told otherwise). */
export function icon(name, className = "icon") {
  const svg = document.createElementNS(NAMESPACE, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  for (const shape of PATHS[name]) {
    const path = document.createElementNS(NAMESPACE, "path");
    path.setAttribute("d", shape);
    svg.append(path);
  }
  return svg;
}
