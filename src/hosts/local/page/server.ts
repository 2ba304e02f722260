/** Calls to the server that gave this page; the address carries the token of this start. */
const token = location.hash.slice(1);

/**
 * Reads (GET) or saves (POST) the document, or has a file made of a plan; a refusal is thrown in the server's own
 * words.
 */
export async function ask<T>(
  method: "GET" | "POST",
  body?: unknown,
  path: "/document" | "/document/file" = "/document",
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: { "x-answerable-token": token, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Error("The server in the terminal has stopped. Start it again, then reload.");
  }
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as T;
  const fault = text.startsWith("{")
    ? (JSON.parse(text) as { message: string; todo: string })
    : { message: text, todo: "" };
  throw new Error(`${fault.message} ${fault.todo}`.trim());
}
