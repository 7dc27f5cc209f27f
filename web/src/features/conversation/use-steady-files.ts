import { useState } from 'react'
import type { MessageFile } from '../../api/types'

/**
 * The files with the addresses they had first. Each read gives them new short-lived addresses;
 * taking those over would load every picture again although nothing changed.
 */
export function useSteadyFiles(files: readonly MessageFile[]): readonly MessageFile[] {
  const signature = files.map((file) => `${file.index} ${file.state} ${file.url === null}`).join()
  const [shown, setShown] = useState({ signature, files })
  if (shown.signature === signature) return shown.files
  setShown({ signature, files })
  return files
}
