import { brand } from './brand.ts';
import { intro } from './intro.ts';

export function App() {
  return (
    <div className="app">
      <header className="bar">
        <div className="bar-in">
          <p className="mark">{brand.name}</p>
        </div>
      </header>
      <main id="main" className="page">
        <div className="wide split">
          <div className="page-head">
            <h1>{intro.headline}</h1>
            <p className="lede">{intro.lede}</p>
          </div>
        </div>
      </main>
    </div>
  );
}
