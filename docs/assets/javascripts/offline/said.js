// A question to the worker and its answer.

const PATIENCE = 60000; // ms: a browser may end a worker without a word

/** What the worker answers to a message, or null: nothing. */
export function said(worker, message) {
  return new Promise((resolve) => {
    if (!worker) {
      resolve(null);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, PATIENCE, null);
    worker.postMessage(message, [port2]);
  });
}
