import { useState } from 'react'
import { Icon } from '../../ui/icon'

type ProductPictureProps = {
  readonly address: string | null
  readonly look?: 'small' | 'wide'
}

/** The picture of a product, which its name stands beside: it says nothing of its own. A sign where there is none. */
export function ProductPicture({ address, look = 'small' }: ProductPictureProps) {
  const [broken, setBroken] = useState<string | null>(null)
  const shown = address !== null && address !== broken
  return (
    <span className={`product-picture product-picture-${look}`}>
      {shown ? (
        <img
          src={address}
          alt=""
          loading="lazy"
          decoding="async"
          // The shop need not know where its picture is looked at.
          referrerPolicy="no-referrer"
          onError={() => setBroken(address)}
        />
      ) : (
        <Icon name="bag" size={look === 'small' ? 20 : 32} />
      )}
    </span>
  )
}
