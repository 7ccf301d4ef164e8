// A recorded request as a command line for a shell. The sandbox records no tokens: the bot's own becomes $DISCORD_TOKEN,
// one that stood in the path becomes $INTERACTION_TOKEN.

const HIDDEN = "…";
const ROOT = "/api/v10";
const MOST_FILES = 10;

const quoted = (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The command that makes the request of this record again. */
export function asCurl(record) {
  const hasToken = record.path.includes(`/${HIDDEN}`);
  const parts = [`curl -X ${record.method} ${address(record)}`, "-H 'User-Agent: DiscordBot (curl, 1)'"];
  if (!hasToken) parts.push('-H "Authorization: Bot $DISCORD_TOKEN"');
  parts.push(...body(record.request));
  return parts.join(" \\\n  ");
}

function address({ path, query }) {
  const url = new URL(ROOT + path.replace(HIDDEN, "INTERACTION_TOKEN"), location.origin);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  return quoted(url.href).replace("INTERACTION_TOKEN", `'"$INTERACTION_TOKEN"'`);
}

function body(request) {
  if (request === undefined || request === null) return [];
  const text = JSON.stringify(request);
  const files = filesOf(request.data ?? request);
  if (!files.length) return ["-H 'Content-Type: application/json'", `--data-raw ${quoted(text)}`];
  // A form value that began with "@" would be read from a file; JSON begins with a brace.
  return [`-F ${quoted(`payload_json=${text}`)}`, ...files.map(asFormFile)];
}

/** The files that came along: their ids count from nought, those of files that Discord has already are snowflakes. */
function filesOf(message) {
  return (message.attachments ?? []).filter((file) => file.filename && Number(file.id) < MOST_FILES);
}

const asFormFile = (file) => `-F ${quoted(`files[${file.id}]=@${file.filename}`)}`;
