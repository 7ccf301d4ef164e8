// Files as the control API takes them: name, kind, and the bytes as base64.

/** Read a File of an input into `{filename, content_type, content}`. */
export function readUpload(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const content = reader.result.slice(reader.result.indexOf(",") + 1);
      resolve({ filename: file.name, content_type: file.type || undefined, content });
    });
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}
