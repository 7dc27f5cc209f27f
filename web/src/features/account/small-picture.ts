/** As large as it is shown anywhere, on dense screens too. */
const edge = 192

/**
 * The middle of a picture as a small square one. Nothing else of the file leaves the machine, such as where it was taken.
 *
 * @throws when the file is no picture that this browser reads
 */
export async function smallPicture(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file)
  const side = Math.min(picture.width, picture.height)
  const canvas = document.createElement('canvas')
  canvas.width = edge
  canvas.height = edge
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This browser draws nothing')
  // What is seen through stays light.
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, edge, edge)
  context.drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, edge, edge)
  picture.close()
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('This browser writes no JPEG')) : resolve(blob)), 'image/jpeg', 0.88)
  })
}
