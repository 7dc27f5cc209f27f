/** Strokes on a 24 by 24 grid. */
const shapes = {
  'alert-triangle': 'M12 4 2.8 20h18.4L12 4zM12 10v4.5M12 17.3v.2',
  archive: 'M3.5 5h17v4h-17zM5 9v10h14V9M10 13h4',
  'arrow-left': 'M20 12H4.5M11 5l-7 7 7 7',
  'arrow-down': 'M12 4v15M6 13l6 6 6-6',
  'arrow-up': 'M12 20V5M6 11l6-6 6 6',
  bag: 'M5.5 8h13l1 12.5h-15zM9 10.5V7a3 3 0 0 1 6 0v3.5',
  bold: 'M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3.5V7M16 3.5V7',
  check: 'M4.5 12.5l5 5L19.5 7',
  chat: 'M4 5h16v11h-9l-4.5 4v-4H4zM8 9h8M8 12.3h5',
  'check-circle': 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.3l2.8 2.8L16 9.8',
  'check-double': 'M2.5 12.5l4.5 4.5L16 7.5M11.5 15.5 13 17l8.5-9.5',
  'chevron-down': 'M6 9.5l6 6 6-6',
  'chevron-right': 'M9.5 6l6 6-6 6',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2',
  close: 'M6 6l12 12M18 6 6 18',
  code: 'M8.5 7 4 12l4.5 5M15.5 7 20 12l-4.5 5',
  command: 'M9 9h6v6H9zM9 9H6.5A2.5 2.5 0 1 1 9 6.5zM15 9V6.5A2.5 2.5 0 1 1 17.5 9zM15 15h2.5a2.5 2.5 0 1 1-2.5 2.5zM9 15v2.5A2.5 2.5 0 1 1 6.5 15z',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  download: 'M12 4v11M7 10.5l5 5 5-5M4.5 19.5h15',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  forward: 'M14 5l6.5 6.5L14 18M20 11.5h-9c-4.5 0-7 2.5-7.5 7.5',
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3z',
  image: 'M4 5h16v14H4zM8.5 9.5h.01M4 16.5l4.5-4 3.5 3 3.5-4.5 4.5 5.5',
  inbox: 'M4 13.5 6.5 5h11l2.5 8.5V19H4zM4 13.5h5a3 3 0 0 0 6 0h5',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.7v.2',
  italic: 'M10 5h8M6 19h8M14.5 5l-5 14',
  keyboard: 'M3 6.5h18v11H3zM7 10.5h.01M11 10.5h.01M15 10.5h.01M8 14h8',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4.2 4.2 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4.2 4.2 0 0 0 6 6l1-1',
  paperclip: 'M19.5 11.5l-7.6 7.6a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.4 4.4l-7.9 7.9a1.6 1.6 0 0 1-2.2-2.2l7-7',
  'list-bullet': 'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01',
  'list-number': 'M10 6.5h10M10 12h10M10 17.5h10M4 5l1.5-1v5M4 15.2c.4-1 2.5-1 2.5.4 0 1.2-2.5 2-2.5 3.4h2.7',
  lock: 'M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11',
  mail: 'M3.5 6h17v12h-17zM3.5 7l8.5 6.5L20.5 7',
  menu: 'M4 6.5h16M4 12h16M4 17.5h16',
  monitor: 'M3.5 5h17v11h-17zM9 20h6M12 16v4',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  note: 'M5 4h14v11l-5 5H5zM14 20v-5h5M8.5 8.5h7M8.5 12h4',
  panel: 'M3.5 5h17v14h-17zM15 5v14',
  people: 'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.4-4 3-6 6.5-6s6.1 2 6.5 6M15.5 4.8a3.5 3.5 0 0 1 0 6.4M17.5 14.3c2.3.8 3.7 2.8 4 5.7',
  person: 'M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.5-4.3 3.4-6.5 7.5-6.5s7 2.2 7.5 6.5',
  phone: 'M6 3.5h3.5L11 8 8.8 9.8a12 12 0 0 0 5.4 5.4L16 13l4.5 1.5V18a2.5 2.5 0 0 1-2.7 2.5C10.5 20 4 13.5 3.5 6.2A2.5 2.5 0 0 1 6 3.5z',
  'phone-missed': 'M15 3.5l5 5M20 3.5l-5 5M6 3.5h3.5L11 8 8.8 9.8a12 12 0 0 0 5.4 5.4L16 13l4.5 1.5V18a2.5 2.5 0 0 1-2.7 2.5C10.5 20 4 13.5 3.5 6.2A2.5 2.5 0 0 1 6 3.5z',
  play: 'M8 5v14l11-7z',
  plus: 'M12 5v14M5 12h14',
  quote: 'M5 7v10M9 7.5h10M9 12h10M9 16.5h6',
  refresh: 'M20 12a8 8 0 1 1-2.5-5.8M20 3.5V8h-4.5',
  reopen: 'M4 12a8 8 0 1 0 2.5-5.8M4 3.5V8h4.5',
  reply: 'M10 5 3.5 11.5 10 18M4 11.5h9c4.5 0 7 2.5 7.5 7.5',
  rules: 'M4 6h9M17 6h3M15 4v4M4 12h3M11 12h9M9 10v4M4 18h9M17 18h3M15 16v4',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20.5 20.5',
  send: 'M4 12 20.5 4 15 20.5l-3.5-7zM11.5 13.5 20.5 4',
  shield: 'M12 3l7.5 3v5.5c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.5V6zM12 8v4.5M12 15.8v.2',
  'sign-out': 'M14 4.5H5v15h9M10 12h10.5M16.5 7.5 21 12l-4.5 4.5',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  tag: 'M3.5 4.5v7l9 9 8-8-9-9h-7zM8 9h.01',
  trash: 'M4.5 6.5h15M9 6V4h6v2M6.5 6.5 7.5 20h9l1-13.5M10.5 10.5v6M13.5 10.5v6',
  'wifi-off': 'M3 4l18 16M5 10.5a11 11 0 0 1 4-2.3M13.5 7.6a11 11 0 0 1 5.5 2.9M8.3 14a6 6 0 0 1 3-1.5M12 18.5h.01',
  whatsapp: 'M3.5 20.5l1.3-4.3a8.5 8.5 0 1 1 3.2 3.1zM9 8.5c-.8 3.3 3.2 7.3 6.5 6.5l.3-2-2.1-.9-1 1c-1-.5-1.8-1.3-2.3-2.3l1-1-.9-2.1z',
} as const

export type IconName = keyof typeof shapes

/** A picture beside a word. It says nothing to a screen reader: the word does. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  )
}
