import type { UploadRecord } from './record';

// The device's own store of videos that are on their way (IndexedDB: it holds the bytes, whatever the tab does).
const kStore = 'uploads';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('parley', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(kStore, { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function act<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction(kStore, mode);
      const request = work(transaction.objectStore(kStore));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    db.close();
  }
}

// False when the device will not keep it (full, or a private window): the upload then lives as long as its tab.
export async function keep(record: UploadRecord): Promise<boolean> {
  try {
    await act('readwrite', (store) => store.put({ ...record, target: { ...record.target } }));
    return true;
  } catch {
    return false;
  }
}

export async function kept(userId: string): Promise<UploadRecord[]> {
  try {
    const records = await act('readonly', (store) => store.getAll() as IDBRequest<UploadRecord[]>);
    return records.filter((record) => record.userId === userId);
  } catch {
    return [];
  }
}

export async function isKept(id: string): Promise<boolean> {
  try {
    return (await act('readonly', (store) => store.count(id))) > 0;
  } catch {
    return false;
  }
}

export async function drop(id: string): Promise<void> {
  await act('readwrite', (store) => store.delete(id)).catch(() => undefined);
}
