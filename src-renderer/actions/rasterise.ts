import { MezzoError } from '../../src-preload/contract/errors.ts';

/** Pixels of a picture for each of the drawing's. */
const SCALE = 2;

/** An SVG file as a PNG at twice its size. Throws MezzoError `unexpected` when the browser cannot draw it. */
export async function rasterise(svg: Blob): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((png) => (png ? resolve(png) : reject(new Error('no picture'))), 'image/png');
    });
  } catch (cause) {
    throw new MezzoError('unexpected', 'The figure could not be drawn as PNG. Export it as SVG.', { cause });
  } finally {
    URL.revokeObjectURL(address);
  }
}
