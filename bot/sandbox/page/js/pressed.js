// Whether something is being pressed. A control that is drawn anew between press and release never hears of its click, so
// what redraws everything waits for the release.

let pressed = null;

addEventListener("pointerdown", hold, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, release, true);

function hold() {
  pressed ??= Promise.withResolvers();
}

/** The click itself comes after the release, in the same turn. */
function release() {
  const { resolve } = pressed ?? {};
  pressed = null;
  if (resolve) setTimeout(resolve);
}

/** Resolves once nothing is pressed, at once if nothing is. */
export async function released() {
  while (pressed) await pressed.promise;
}
