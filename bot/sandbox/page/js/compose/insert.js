// The door to the composer for the rest of the page: menus that mention somebody, command mentions in messages. The
// composer registers itself here, so that nobody needs to import it (and with it, half the page).

let composer;

export function registerComposer(given) {
  composer = given;
}

/** Put text where the cursor is. */
export const insertText = (text) => composer.insert(text);

/** Reply to a message with the next one. */
export const replyTo = (message) => composer.reply(message);

/** Begin a command by its full name, as if it had been picked from the list. */
export const chooseCommand = (path) => composer.begin(path);
