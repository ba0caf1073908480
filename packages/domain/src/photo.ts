import { z } from 'zod';
import { derivedId } from './ids.ts';

/** A picture that came with a reply, as the reply and letters name it. */
export const photo = z.object({
  /** Names the `picture` and the `thumbnail` record. */
  id: z.string().regex(/^[a-z2-7]{16}$/),
  /** What the writer called it: alt text or file name; empty where there was neither. */
  description: z.string().max(200),
  /** Of the thumbnail, in pixels. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type Photo = z.infer<typeof photo>;

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'not bytes');

/** JPEG, at most 1600 pixels wide or high and 300 KB. */
export const picture = z.object({ kind: z.literal('picture'), id: photo.shape.id, bytes });
/** JPEG, at most 320 pixels wide or high and 16 KB: what a letter shows. */
export const thumbnail = z.object({ kind: z.literal('thumbnail'), id: photo.shape.id, bytes });

/** The same picture of the same reply has one name. */
export const photoIdOf = (reply: string, at: number): string => derivedId('photo', reply, String(at));
