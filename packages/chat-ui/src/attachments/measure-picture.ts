import { isPicture } from '../message/attachments.ts';

/** Width and height of a picture in px; nothing of what is none, or cannot be drawn. */
export async function measurePicture(
  file: Blob,
): Promise<{ readonly width: number; readonly height: number } | Record<string, never>> {
  if (!isPicture({ mime: file.type })) return {};
  try {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  } catch {
    return {};
  }
}
