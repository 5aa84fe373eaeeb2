import { brand } from './brand.ts';
import { intro } from './intro.ts';

export function App() {
  return (
    <div className="app">
      <header className="bar">
        <p className="mark">
          <span className="monogram" aria-hidden="true">
            {brand.initials}
          </span>
          <span>
            <strong>{brand.name}</strong> <span className="mark-quiet">Offsite</span>
          </span>
        </p>
      </header>
      <main id="main" className="page">
        <section className="hero">
          <div className="hero-words">
            <p className="eyebrow">{intro.eyebrow}</p>
            <h1>{intro.headline}</h1>
            <p className="lede">{intro.lede}</p>
          </div>
        </section>
      </main>
    </div>
  );
}
