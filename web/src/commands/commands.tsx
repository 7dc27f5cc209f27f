import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { usePreferences } from '../preferences/preferences'

/** Where a command is listed in the palette and in the help sheet. */
export type CommandGroup = 'navigation' | 'conversation' | 'list' | 'app'

/** Something a person can do now: by its shortcut, or from the command palette. */
export type Command = {
  readonly id: string
  readonly group: CommandGroup
  readonly title: string
  /** Keys one after another ("g n"), or one key with `mod+`. Absent: palette only. */
  readonly keys?: string
  /** False keeps it out of the palette, such as moving to the next row. */
  readonly palette?: boolean
  /** Other words under which it is found. */
  readonly search?: string
  readonly run: () => void
}

/** The commands that are available now; what is on the screen puts them in and takes them out. */
export class CommandBoard {
  private readonly sets = new Map<symbol, readonly Command[]>()
  private readonly listeners = new Set<() => void>()
  private all: readonly Command[] = []

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly list = () => this.all

  put(owner: symbol, commands: readonly Command[]) {
    this.sets.set(owner, commands)
    this.tell()
  }

  remove(owner: symbol) {
    this.sets.delete(owner)
    this.tell()
  }

  private tell() {
    this.all = [...this.sets.values()].flat()
    for (const listener of this.listeners) listener()
  }
}

const BoardContext = createContext<CommandBoard | null>(null)

/** Listens to the keyboard for every command on the board. */
export function CommandsProvider({ children }: { readonly children: ReactNode }) {
  const board = useMemo(() => new CommandBoard(), [])
  const { shortcuts } = usePreferences()
  useEffect(() => listenToKeys(board, shortcuts), [board, shortcuts])
  return <BoardContext value={board}>{children}</BoardContext>
}

function useBoard(): CommandBoard {
  const board = use(BoardContext)
  if (board === null) throw new Error('Commands need a CommandsProvider around them')
  return board
}

/** Offers commands as long as the calling component is on the screen. */
export function useCommands(commands: readonly Command[]) {
  const board = useBoard()
  const owner = useRef(Symbol('commands'))
  useEffect(() => {
    const name = owner.current
    board.put(name, commands)
    return () => board.remove(name)
  }, [board, commands])
}

/** All commands that are available now. */
export function useAvailableCommands(): readonly Command[] {
  const board = useBoard()
  return useSyncExternalStore(board.subscribe, board.list)
}

const sequenceMilliseconds = 1200

function listenToKeys(board: CommandBoard, singleKeys: boolean) {
  let waiting = ''
  let since = 0
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const key = keyName(event)
    if (key === null) return
    const modified = key.startsWith('mod+')
    if (!modified && (!singleKeys || isTyping(event.target) || isInOverlay(event.target))) return
    const started = event.timeStamp - since < sequenceMilliseconds ? waiting : ''
    const sequence = started === '' ? key : `${started} ${key}`
    const commands = board.list()
    const command =
      commands.find((each) => each.keys === sequence) ?? commands.find((each) => each.keys === key)
    if (command !== undefined) {
      event.preventDefault()
      waiting = ''
      command.run()
      return
    }
    waiting = commands.some((each) => each.keys?.startsWith(`${key} `)) ? key : ''
    since = event.timeStamp
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

function keyName(event: KeyboardEvent): string | null {
  if (event.altKey) return null
  if (event.ctrlKey || event.metaKey) return event.shiftKey ? null : `mod+${event.key.toLowerCase()}`
  return event.key.length === 1 ? event.key.toLowerCase() : event.key
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]'))
  )
}

/** In a menu or dialog letters belong to it. */
function isInOverlay(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null
}
