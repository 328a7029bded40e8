import { studioHeader } from '@maobi/contract';

const storageKey = 'maobi.studio';
/** Of the data folder whose studio has answered this page; it stays for as long as the page does. */
let own: string | null = null;

/** Sends a request as one that is meant for the studio of this page alone: where another data folder is served at its address by now, nothing is done. */
export async function sendToThisStudio(request: Request, send: (request: Request) => Promise<Response>): Promise<Response> {
  if (own !== null) request.headers.set(studioHeader, own);
  const response = await send(request);
  const id = response.headers.get(studioHeader);
  if (own === null && id !== null) know(id);
  return response;
}

/** The name under which this browser keeps something that is of this studio and of no other at the same address. Before the first answer: of the last one. */
export function ofThisStudio(name: string): string {
  const id = own ?? lastKnown();
  return id === null ? name : `${name}.${id}`;
}

function know(id: string): void {
  own = id;
  try {
    localStorage.setItem(storageKey, id);
  } catch {
    // where nothing can be kept there is nothing to keep apart
  }
}

function lastKnown(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
