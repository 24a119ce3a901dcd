// A question to the worker, or of it to a page, and its answer.

const PATIENCE = 60000; // ms: a browser may end a worker without a word

/** What a worker, or a page, answers to a message, or null: nothing within so many ms. */
export function said(worker, message, patience = PATIENCE) {
  return new Promise((resolve) => {
    if (!worker) {
      resolve(null);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, patience, null);
    worker.postMessage(message, [port2]);
  });
}
