// Speaks with the program: what happened (a WebSocket, tied again when it breaks), and what is said.
const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export class ServerFault extends Error {}

export async function ask(path) {
  return answer(() => fetch(path, { headers: { accept: 'application/json' } }));
}

export async function post(conversation, what) {
  return answer(() => fetch(`/playground/conversations/${encodeURIComponent(conversation)}/activities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ timezone, ...what }),
  }));
}

async function answer(call) {
  let response;
  try {
    response = await call();
  } catch {
    throw new ServerFault('The program does not answer. Is it still running?');
  }
  if (response.ok) return response.json();
  const said = (response.headers.get('content-type') ?? '').startsWith('text/plain') ? await response.text() : '';
  throw new ServerFault(said || 'That did not work. Please try once more.');
}

/** Calls `onEvent` with each event, and `onState` with true and false as the line stands or breaks. */
export function listen(onEvent, onState) {
  let wait = 250;
  const tie = () => {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/playground/stream`);
    socket.onopen = () => { wait = 250; onState(true); };
    socket.onmessage = message => onEvent(JSON.parse(message.data));
    socket.onclose = () => {
      onState(false);
      setTimeout(tie, wait);
      wait = Math.min(wait * 2, 4000);
    };
  };
  tie();
}
