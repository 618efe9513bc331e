"""The network: a MiniLM encoder with word-shape input and one head per annotation layer, in PyTorch.

Sizes: B sentences, S word pieces, W words, D = 384. The encoder is BERT's (Devlin et al. 2019, post-norm); arcs and
labels are scored by biaffine attention (Dozat & Manning 2017).
"""

import json
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

SHAPES = 16  # see riftline.parse.pieces.shape
ARC, LABEL = 320, 96
ROLE = 96
TOP = 4  # heads per word for which labels are scored at run time
WEIGHT_LIMIT = 63  # 7-bit weights: with 8 bits, processors without VNNI overflow their 16-bit sums


class Linear(nn.Linear):
    """A linear layer that can rehearse int8: weights per output channel, inputs per tensor with fixed ranges."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs)
        self.register_buffer("low", torch.tensor(0.0))
        self.register_buffer("high", torch.tensor(0.0))
        self.mode = "float"  # float | observe | int8

    def forward(self, x: Tensor) -> Tensor:
        if self.mode == "observe":
            self.observe(x.detach())
        if self.mode != "int8":
            return super().forward(x)
        scale = ((self.high - self.low) / 255).clamp(min=1e-8)
        zero = torch.round(-self.low / scale).clamp(0, 255).to(torch.int32)
        x = torch.fake_quantize_per_tensor_affine(x.float(), scale, zero, 0, 255)
        return F.linear(x, self.rounded_weight(), self.bias)

    def weight_scale(self) -> Tensor:
        return (self.weight.detach().abs().amax(1) / WEIGHT_LIMIT).clamp(min=1e-8)

    def rounded_weight(self) -> Tensor:
        zeros = torch.zeros(self.out_features, dtype=torch.int32)
        return torch.fake_quantize_per_channel_affine(
            self.weight, self.weight_scale(), zeros, 0, -WEIGHT_LIMIT, WEIGHT_LIMIT
        )

    def observe(self, x: Tensor) -> None:
        """Moving average of the range that holds all but the most extreme values."""
        flat = x.float().flatten()
        low, high = flat.min().clamp(max=0), flat.max().clamp(min=0)
        rate = 1.0 if float(self.high) == float(self.low) else 0.05
        self.low.lerp_(low, rate)
        self.high.lerp_(high, rate)


class Embedding(nn.Embedding):
    """Word-piece vectors, optionally rounded to int8 with one scale per row."""

    mode = "float"

    def forward(self, ids: Tensor) -> Tensor:
        rows = super().forward(ids)
        if self.mode != "int8":
            return rows
        scale = rows.detach().abs().amax(-1, keepdim=True) / 127 + 1e-9
        return rows + (torch.round(rows / scale) * scale - rows).detach()


class Layer(nn.Module):
    """One transformer layer."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = Linear(width, width), Linear(width, width), Linear(width, width)
        self.output = Linear(width, width)
        self.up, self.down = Linear(width, inner), Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, s, d = x.shape

        def split(t: Tensor) -> Tensor:
            return t.reshape(b, s, self.heads, d // self.heads).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(d // self.heads) + bias, -1)
        mixed = (self.dropout(weights) @ v).transpose(1, 2).reshape(b, s, d)
        x = self.norm1(x + self.dropout(self.output(mixed)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM-L6 with an embedding of word shapes (the vocabulary is lower-case)."""

    def __init__(self, config: dict, dropout: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.pieces = Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.types = nn.Parameter(torch.zeros(width))
        self.shapes = nn.Embedding(SHAPES, width)
        nn.init.normal_(self.shapes.weight, std=0.01)
        self.norm = nn.LayerNorm(width, 1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, config["intermediate_size"], config["num_attention_heads"], dropout)
            for _ in range(config["num_hidden_layers"])
        )

    def forward(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(places) + self.types + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        bias = (pieces == 0).to(x.dtype)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    @classmethod
    def pretrained(cls, folder: Path) -> "Encoder":
        """With the weights of the base encoder in `folder` (config.json, model.safetensors)."""
        encoder = cls(json.loads((folder / "config.json").read_text()))
        weights = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
        state = encoder.state_dict()
        embeddings = "embeddings.{}_embeddings.weight"
        state["pieces.weight"], state["positions.weight"] = (
            weights[embeddings.format(n)] for n in ("word", "position")
        )
        state["types"] = weights[embeddings.format("token_type")][0]
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "output": "attention.output.dense",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm1": "attention.output.LayerNorm",
            "norm2": "output.LayerNorm",
        }
        for part in ("weight", "bias"):
            state[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
            for i in range(len(encoder.layers)):
                for ours, theirs in names.items():
                    state[f"layers.{i}.{ours}.{part}"] = weights[f"encoder.layer.{i}.{theirs}.{part}"]
        encoder.load_state_dict(state)
        return encoder


class Head(nn.Module):
    """A classifier of words: one hidden layer."""

    def __init__(self, inputs: int, hidden: int, outputs: int, dropout: float) -> None:
        super().__init__()
        self.hidden, self.output, self.dropout = (
            nn.Linear(inputs, hidden),
            nn.Linear(hidden, outputs),
            nn.Dropout(dropout),
        )

    def forward(self, x: Tensor) -> Tensor:
        return self.output(self.dropout(F.gelu(self.hidden(x))))


class EventHeads(nn.Module):
    """What a word carries as the trigger of an event, the part other words play in it, and what a sentence is about."""

    def __init__(self, width: int, sizes: dict[str, int], dropout: float) -> None:
        super().__init__()
        self.words = nn.ModuleDict({n: Head(width, 256, sizes[n], dropout) for n in ("kinds", "modes", "statuses")})
        self.contexts = nn.Linear(width, sizes["contexts"])
        self.role_trigger, self.role_word = nn.Linear(width, ROLE), nn.Linear(width, ROLE)
        self.role_weight = nn.Parameter(torch.zeros(sizes["roles"], ROLE + 1, ROLE + 1))
        nn.init.normal_(self.role_weight, std=0.02)
        self.dropout = nn.Dropout(dropout)

    def roles(self, states: Tensor) -> Tensor:
        """[B, W, W, roles]: for every word as a trigger, the scores of the parts of every other word."""
        trigger = F.pad(self.dropout(F.gelu(self.role_trigger(states[:, 1:]))), (0, 1), value=1.0)
        word = F.pad(self.dropout(F.gelu(self.role_word(states[:, 1:]))), (0, 1), value=1.0)
        b, w, i = trigger.shape
        n, _, j = self.role_weight.shape
        turned = (trigger @ self.role_weight.permute(1, 0, 2).reshape(i, n * j)).reshape(b, w, n, j)
        return (turned.reshape(b, w * n, j) @ word.transpose(1, 2)).reshape(b, w, n, w).transpose(2, 3)

    def forward(self, states: Tensor) -> dict[str, Tensor]:
        """Scores of all layers."""
        out = {name: head(states[:, 1:]) for name, head in self.words.items()}
        return out | {"contexts": self.contexts(states[:, 0]), "roles": self.roles(states)}


class Parser(nn.Module):
    """All heads over one encoding. `sizes` gives the number of labels of each layer."""

    def __init__(self, encoder: Encoder, sizes: dict[str, int], dropout: float = 0.3) -> None:
        super().__init__()
        width = encoder.positions.embedding_dim
        self.encoder, self.drop, self.mlp_drop = encoder, nn.Dropout(0.15), nn.Dropout(dropout)
        self.tags = nn.ModuleDict(
            {
                "upos": Head(width, 192, sizes["upos"], dropout),
                "xpos": Head(width, 192, sizes["xpos"], dropout),
                "feats": Head(width, 192, sizes["feats"], dropout),
                "lemmas": Head(width, 192, sizes["lemmas"], dropout),
                "names": Head(width, 192, sizes["names"], dropout),
            }
        )
        self.arc_dependent, self.arc_head = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.label_dependent, self.label_head = nn.Linear(width, LABEL), nn.Linear(width, LABEL)
        self.arc_weight = nn.Parameter(torch.randn(ARC + 1, ARC) / ARC)
        self.label_weight = nn.Parameter(torch.zeros(sizes["deprels"], LABEL + 1, LABEL + 1))
        nn.init.normal_(self.label_weight, std=0.02)
        self.events = EventHeads(width, sizes, dropout)

    def words(self, pieces: Tensor, shapes: Tensor, first: Tensor) -> Tensor:
        """[B, 1 + W, D]: the sentence's state (stands for the root), then the state of each word's first piece."""
        states = self.encoder(pieces, shapes)
        index = F.pad(first, (1, 0))
        return self.drop(torch.gather(states, 1, index[:, :, None].expand(-1, -1, states.shape[2])))

    def arcs(self, states: Tensor, first: Tensor) -> Tensor:
        """[B, W, 1 + W] scores of every head for every word."""
        dependent = self.mlp_drop(F.gelu(self.arc_dependent(states[:, 1:])))
        head = self.mlp_drop(F.gelu(self.arc_head(states)))
        scores = F.pad(dependent, (0, 1), value=1.0) @ self.arc_weight @ head.transpose(1, 2)
        padding = F.pad((first == 0).to(scores.dtype), (1, 0))
        return scores - padding[:, None, :] * 1e4

    def label_sides(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Dependents [B, W, LABEL + 1] and heads [B, 1 + W, LABEL + 1]."""
        dependent = self.mlp_drop(F.gelu(self.label_dependent(states[:, 1:])))
        head = self.mlp_drop(F.gelu(self.label_head(states)))
        return F.pad(dependent, (0, 1), value=1.0), F.pad(head, (0, 1), value=1.0)

    def labels(self, dependent: Tensor, head: Tensor, chosen: Tensor) -> Tensor:
        """[B, W, labels] for the head that `chosen` [B, W] names for each word."""
        picked = torch.gather(head, 1, chosen[:, :, None].expand(-1, -1, head.shape[2]))
        turned = torch.einsum("bwi,lij->bwlj", dependent, self.label_weight)
        return torch.einsum("bwlj,bwj->bwl", turned, picked)

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor, heads: Tensor) -> dict[str, Tensor]:
        """Training: scores of all layers, labels at the gold heads."""
        states = self.words(pieces, shapes, first)
        out = {name: head(states[:, 1:]) for name, head in self.tags.items()}
        out["arcs"] = self.arcs(states, first)
        out["deprels"] = self.labels(*self.label_sides(states), heads)
        return out

    def read_events(self, pieces: Tensor, shapes: Tensor, first: Tensor) -> dict[str, Tensor]:
        """Training: scores of the event layers."""
        return self.events(self.words(pieces, shapes, first))

    def set_mode(self, mode: str) -> None:
        """float, observe or int8 for every layer that is shipped as int8."""
        for module in self.encoder.modules():
            if isinstance(module, Linear | Embedding):
                module.mode = mode
