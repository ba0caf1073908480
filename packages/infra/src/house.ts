import { createAlarms } from './alarms.ts';
import { createApi } from './api.ts';
import { createDashboard } from './dashboard.ts';
import { applyDefaults } from './defaults.ts';
import { createQueues } from './queues.ts';
import { createSchedules } from './schedules.ts';
import { createSecrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { createStorage } from './storage.ts';
import { createWorkers } from './workers.ts';

/** Everything of one stage; resolves to what an operator wants to know of it. */
export function createHouse(settings: Settings) {
  applyDefaults();
  const storage = createStorage($app.stage === 'production');
  const queues = createQueues();
  const secrets = createSecrets();
  const { api, mail, functions: doors } = createApi({ settings, storage, queues, secrets });
  const house = { storage, queues, secrets, mail };
  const functions = { ...doors, ...createSchedules(house), ...createWorkers(house) };
  createAlarms({ api, queues, functions, email: settings.alarmEmail });
  createDashboard({ api, queues, functions, table: storage.table });
  return {
    api: mail.properties.publicUrl,
    webhook: $interpolate`${mail.properties.publicUrl}/webhooks/resend`,
    table: storage.table.name,
    rawMail: storage.rawMail.name,
    workQueue: queues.work.queue.url,
    sendQueue: queues.send.queue.url,
    receivedQueue: queues.received.queue.url,
  };
}
