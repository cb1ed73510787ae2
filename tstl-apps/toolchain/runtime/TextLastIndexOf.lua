local function __TS__TextLastIndexOf(self, wanted, from)
    local wide = __TS__Length[self] ~= #self and __TS__Wide(self)
    local last = #self - #wanted
    if from ~= nil and from == from then
        from = from < 0 and 0 or from
        local length = wide and wide.length or #self
        if from < length then
            from = __TS__Whole(from)
            last = math.min(last, wide and wide:seek(from) - 1 or from)
        end
    end
    for i = last, 0, -1 do
        if string.sub(self, i + 1, i + #wanted) == wanted then
            return wide and wide:unitAt(i + 1) or i + 0.0
        end
    end
    return -1.0
end
