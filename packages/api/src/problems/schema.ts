import { z } from '@hono/zod-openapi';

const problemError = z
  .object({
    detail: z.string(),
    pointer: z.string().optional().openapi({ description: 'A JSON Pointer (RFC 6901) into the body' }),
    parameter: z.string().optional().openapi({ description: 'A query parameter' }),
    header: z.string().optional(),
  })
  .openapi('ProblemError', { example: { detail: 'not an email address', pointer: '/hosts/0/email' } });
export type ProblemError = z.infer<typeof problemError>;

export const problemShape = z
  .object({
    type: z.string().openapi({ description: 'Ends with the problem’s code' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    requestId: z.string(),
    errors: z.array(problemError).optional(),
  })
  .openapi('Problem', {
    description: 'RFC 9457',
    example: {
      type: 'https://crewtide.example.org/docs#invalid',
      title: 'Something in the request is not as it should be',
      status: 422,
      requestId: '3f6c1a52-54a1-4f0a-9f4e-1d2a7be0c5a1',
      errors: [{ detail: 'not an email address', pointer: '/hosts/0/email' }],
    },
  });
export type Problem = z.infer<typeof problemShape>;
