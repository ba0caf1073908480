import { createTransport } from 'nodemailer';
import { z } from 'zod';

const order = z.object({ port: z.number(), connections: z.number(), messages: z.array(z.string()) });

process.once('message', async (message) => {
  const { port, connections, messages } = order.parse(message);
  const transport = createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  await Promise.all(
    messages.map((raw) => {
      const to = /^To: (\S+)$/m.exec(raw)?.[1] ?? '';
      const from = /^From: (\S+)$/m.exec(raw)?.[1] ?? '';
      return transport.sendMail({ envelope: { from, to: [to] }, raw });
    }),
  );
  transport.close();
  process.exit(0);
});
process.send?.('ready');
