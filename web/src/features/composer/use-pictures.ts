import { useEffect, useRef, useState } from 'react'
import type { AttachedFile } from './api/upload'
import { arrivingAddress, type Pictures, storedAddress } from './pictures'
import { useAttachments } from './use-attachments'

/** Takes pictures into a text: each is seen at once, stored meanwhile, and then has its address. */
export function usePictures(onStored: (file: AttachedFile) => void): Pictures {
  const [arrived, setArrived] = useState<ReadonlyMap<string, string>>(new Map())
  const shown = useRef(new Map<string, string>())
  useEffect(() => {
    const urls = shown.current
    return () => {
      for (const url of new Set(urls.values())) URL.revokeObjectURL(url)
    }
  }, [])
  const { arriving, add, again, remove } = useAttachments((file, id) => {
    onStored({ ...file, inline: true })
    const address = storedAddress(file.upload)
    const url = shown.current.get(arrivingAddress(id))
    if (url !== undefined) shown.current.set(address, url)
    setArrived((all) => new Map(all).set(arrivingAddress(id), address))
  })
  return {
    arriving,
    arrived,
    again,
    remove,
    add: (files) => {
      const addresses = add(files).map(arrivingAddress)
      addresses.forEach((address, index) => {
        const file = files[index]
        if (file !== undefined) shown.current.set(address, URL.createObjectURL(file))
      })
      return addresses
    },
    preview: (address) => shown.current.get(address) ?? null,
  }
}
