import ast
import operator
import tkinter as tk

OPS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def calc(node):
    if isinstance(node, ast.BinOp):
        return OPS[type(node.op)](calc(node.left), calc(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -calc(node.operand)
    return node.value


def press(key):
    if key == "C":
        text.set("")
    elif key == "=":
        try:
            text.set(str(calc(ast.parse(text.get(), mode="eval").body)))
        except Exception:
            text.set("Error")
    else:
        text.set(text.get() + key)


root = tk.Tk()
root.title("Calculator")
text = tk.StringVar()
tk.Entry(root, textvariable=text, font=("Arial", 20), justify="right").grid(row=0, column=0, columnspan=4)
for i, key in enumerate("789/456*123-C0=+"):
    tk.Button(root, text=key, width=5, height=2, command=lambda k=key: press(k)).grid(row=1 + i // 4, column=i % 4)
root.mainloop()
