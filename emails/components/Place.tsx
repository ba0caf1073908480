import { Link } from 'react-email';
import { styles } from '../theme.ts';
import { inSentence } from '../words/clean.ts';
import { linkOf, shownLink } from '../words/place.ts';

/** Where a crew meets: a link where it is one, the words as they are otherwise. */
export const Place = ({ of }: { readonly of: string }) => {
  const link = linkOf(of);
  if (link === undefined) return <span dir="auto">{inSentence(of, 300)}</span>;
  return (
    <Link className="link" href={link} style={styles.link}>
      {shownLink(link)}
    </Link>
  );
};
