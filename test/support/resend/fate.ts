/** What becomes of mail to an address; `opened` for a reader whose client shows pictures. */
export type Fate =
  | 'delivered'
  | 'delayed'
  | 'opened'
  | 'bounced'
  | 'bounced-transient'
  | 'complained'
  | 'suppressed'
  | 'failed';
