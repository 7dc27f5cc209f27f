import './label-chip.css'

const colours = new Set(['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink', 'grey'])

/** The class that gives both colours of a label; a name the app does not know is grey. */
export function labelColour(colour: string): string {
  return `label-${colours.has(colour) ? colour : 'grey'}`
}

export function LabelChip({ name, colour }: { readonly name: string; readonly colour: string }) {
  return (
    <span className={`label-chip ${labelColour(colour)}`}>
      <span className="label-chip-name">{name}</span>
    </span>
  )
}

export function LabelDot({ colour }: { readonly colour: string }) {
  return <span className={`label-dot ${labelColour(colour)}`} aria-hidden="true" />
}
