export type IllustrationName = 'all-done' | 'choose' | 'broken' | 'rules' | 'nothing-lost'

/** A small friendly picture for an empty place. Its colours follow the theme. */
export function Illustration({ name }: { readonly name: IllustrationName }) {
  return (
    <svg className="state-picture" viewBox="0 0 200 140" fill="none" aria-hidden="true" focusable="false">
      <ellipse cx="100" cy="124" rx="74" ry="8" fill="var(--sunken)" />
      {drawing(name)}
    </svg>
  )
}

function drawing(name: IllustrationName) {
  switch (name) {
    case 'all-done':
      return (
        <>
          <circle cx="152" cy="36" r="15" fill="var(--note-strong)" />
          <path
            d="M152 12v5M152 55v5M128 36h5M171 36h5M135 19l4 4M165 49l4 4M169 19l-4 4M139 49l-4 4"
            stroke="var(--note-line)"
            strokeWidth="3"
            strokeLinecap="round"
          />
          <path d="M46 74h82v34a8 8 0 0 1-8 8H54a8 8 0 0 1-8-8z" fill="var(--accent-soft)" stroke="var(--accent)" strokeWidth="3" />
          <path d="M46 74l14-20h54l14 20h-24a17 17 0 0 1-34 0z" fill="var(--surface)" stroke="var(--accent)" strokeWidth="3" strokeLinejoin="round" />
          <path d="M74 96c6 7 20 7 26 0" stroke="var(--accent)" strokeWidth="3" strokeLinecap="round" />
        </>
      )
    case 'choose':
      return (
        <>
          <rect x="34" y="30" width="96" height="66" rx="12" fill="var(--surface)" stroke="var(--line-strong)" strokeWidth="3" />
          <path d="M52 52h48M52 66h60M52 80h30" stroke="var(--line)" strokeWidth="6" strokeLinecap="round" />
          <path d="M98 70h54a12 12 0 0 1 12 12v22a12 12 0 0 1-12 12h-32l-14 10v-10h-8a12 12 0 0 1-12-12V82a12 12 0 0 1 12-12z" fill="var(--accent-soft)" stroke="var(--accent)" strokeWidth="3" strokeLinejoin="round" />
          <path d="M112 94h.1M125 94h.1M138 94h.1" stroke="var(--accent)" strokeWidth="7" strokeLinecap="round" />
        </>
      )
    case 'broken':
      return (
        <>
          <path d="M36 62c0-14 12-24 26-24M164 62c0-14-12-24-26-24" stroke="var(--line)" strokeWidth="4" strokeLinecap="round" />
          <rect x="24" y="66" width="62" height="34" rx="10" fill="var(--surface)" stroke="var(--line-strong)" strokeWidth="3" />
          <rect x="114" y="66" width="62" height="34" rx="10" fill="var(--surface)" stroke="var(--line-strong)" strokeWidth="3" />
          <path d="M86 76h10M86 90h10M104 83h10" stroke="var(--line-strong)" strokeWidth="5" strokeLinecap="round" />
          <path d="M96 52l4-14M106 56l9-11M84 54l-5-10" stroke="var(--note-line)" strokeWidth="3" strokeLinecap="round" />
        </>
      )
    case 'rules':
      return (
        <>
          <path d="M30 72h40c20 0 20-34 40-34h42M70 72c20 0 20 34 40 34h42" stroke="var(--line-strong)" strokeWidth="3" />
          <rect x="20" y="58" width="40" height="28" rx="6" fill="var(--surface)" stroke="var(--accent)" strokeWidth="3" />
          <path d="M21 62l19 14 19-14" stroke="var(--accent)" strokeWidth="3" />
          <rect x="138" y="24" width="42" height="28" rx="14" fill="var(--accent-soft)" stroke="var(--accent)" strokeWidth="3" />
          <rect x="138" y="92" width="42" height="28" rx="14" fill="var(--note-strong)" stroke="var(--note-line)" strokeWidth="3" />
        </>
      )
    case 'nothing-lost':
      return (
        <>
          <path d="M100 20l46 17v30c0 26-19 43-46 53-27-10-46-27-46-53V37z" fill="var(--accent-soft)" stroke="var(--accent)" strokeWidth="3" strokeLinejoin="round" />
          <path d="M78 68l16 16 30-32" stroke="var(--accent)" strokeWidth="6" strokeLinecap="round" strokeLinejoin="round" />
        </>
      )
  }
}
