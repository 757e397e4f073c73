import 'fake-indexeddb/auto';

/** A disk that dies under IndexedDB: the transaction of one write is aborted by the browser (F9). */

let left = 0;
const { put } = IDBObjectStore.prototype;

IDBObjectStore.prototype.put = function (...row: Parameters<typeof put>) {
  const request = put.apply(this, row);
  if (left > 0 && --left === 0) {
    request.addEventListener('success', () => this.transaction.abort());
  }
  return request;
};

/** @param nth the write from now on that fails; 0: none does */
export function failAtPut(nth: number): void {
  left = nth;
}
