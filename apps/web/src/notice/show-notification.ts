/** What the service worker says to the page that is to show something. */
interface OpenPage {
  readonly type: 'open-page';
  readonly address: string;
}

interface Notice {
  readonly words: string;
  readonly body: string | null;
  /** One about the same thing takes the place of the one before. */
  readonly tag: string;
  /** Of the page that a press on it opens. */
  readonly address: string;
}

/**
 * Shows a notification of the system, where the writer has allowed it. The service worker shows it where there is one: browsers of phones know
 * no other way. Never rejects: the title of the page says the same.
 * @param onOpen opens a page of the studio here, for one that no service worker shows
 */
export async function showNotification({ words, body, tag, address }: Notice, onOpen: (address: string) => void): Promise<void> {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  const options = { tag, ...(body === null ? {} : { body }) };
  try {
    const registration = await workers()?.getRegistration();
    if (registration?.active) {
      await registration.showNotification(words, { ...options, data: { address } });
      return;
    }
    const notification = new Notification(words, options);
    notification.onclick = () => {
      window.focus();
      onOpen(address);
    };
  } catch {
    // refused, or this browser has no way
  }
}

/** Opens here what a pressed notification is about, when the service worker has chosen this page for it. Returns the way to stop that. */
export function followNotifications(onOpen: (address: string) => void): () => void {
  const hear = ({ data }: MessageEvent<Partial<OpenPage> | null>) => {
    if (data?.type === 'open-page' && typeof data.address === 'string') onOpen(data.address);
  };
  workers()?.addEventListener('message', hear);
  return () => workers()?.removeEventListener('message', hear);
}

/** Missing where the studio is reached over a connection that the browser does not trust. */
function workers(): ServiceWorkerContainer | undefined {
  return (navigator as Partial<Navigator>).serviceWorker;
}
