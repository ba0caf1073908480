const HILLS = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 213" preserveAspectRatio="xMidYMid slice"><rect width="320" height="213" fill="#b9d2d6"/><path d="M0 130 90 70l80 70 60-40 90 60v53H0Z" fill="#5d8078"/><path d="M0 170q80-40 160 0t160 0v43H0Z" fill="#2f5a52"/></svg>`;
const PICTURE = `data:image/svg+xml;base64,${Buffer.from(HILLS).toString('base64')}`;

/** A letter's html with a picture for each thumbnail that would come with it. */
export const withStandIns = (html: string): string => html.replace(/"cid:[a-z2-7]{16}"/g, `"${PICTURE}"`);
