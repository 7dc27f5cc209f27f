const onApple = /Mac|iP(hone|ad|od)/.test(navigator.userAgent)

/** The keys of a shortcut as they are printed on the keyboard. */
export function keyCaps(keys: string): string[] {
  return keys.split(' ').flatMap((part) => part.split('+')).map((key) => {
    switch (key) {
      case 'mod':
        return onApple ? '⌘' : 'Ctrl'
      case 'shift':
        return onApple ? '⇧' : 'Shift'
      case 'enter':
      case 'Enter':
        return '↵'
      case 'Escape':
        return 'Esc'
      case 'ArrowDown':
        return '↓'
      case 'ArrowUp':
        return '↑'
      default:
        return key.length === 1 ? key.toUpperCase() : key
    }
  })
}

export function KeyCaps({ keys }: { readonly keys: string }) {
  return (
    <span className="key-caps">
      {keyCaps(keys).map((cap, index) => (
        // The same key may stand twice in a shortcut; the order never changes.
        <kbd key={index}>{cap}</kbd>
      ))}
    </span>
  )
}
