local function __TS__StringLastIndexOf(self, wanted, from)
    local last = #self - #wanted
    if from ~= nil and from == from and from < last then
        last = from < 0 and 0 or __TS__Whole(from)
    end
    for i = last, 0, -1 do
        if string.sub(self, i + 1, i + #wanted) == wanted then
            return i + 0.0
        end
    end
    return -1.0
end
