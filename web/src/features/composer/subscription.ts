/**
 * Lets components hear of changes to what this browser keeps, also of those that another of its windows makes.
 *
 * @param forget drops what is known of a key that was written elsewhere, or of all for null; tells whether any of it was
 */
export function subscription(listeners: Set<() => void>, forget: (key: string | null) => boolean) {
  return (listener: () => void) => {
    const onStorage = (event: StorageEvent) => {
      if (forget(event.key)) listener()
    }
    listeners.add(listener)
    window.addEventListener('storage', onStorage)
    return () => {
      listeners.delete(listener)
      window.removeEventListener('storage', onStorage)
    }
  }
}
